import { visiblePieces } from './visible-text.ts';

/** Untrusted text as text, with a visible mark for each character that is not seen. */
export function Visible({ text }: { readonly text: string }) {
  return (
    <>
      {visiblePieces(text).map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <span class="unseen" title={piece.name}>
            U+{piece.code}
            {piece.times > 1 && ` ×${piece.times}`}
          </span>
        ),
      )}
    </>
  );
}

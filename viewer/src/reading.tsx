/** How far a run has been read, before anything of it can be shown. */
export function Reading({ share }: { readonly share: number }) {
  const percent = Math.floor(share * 100);
  return (
    <div class="reading">
      <p class="quiet" role="status">
        {share < 1 ? 'Reading the run …' : 'Working out the figures …'}
      </p>
      <progress max={100} value={percent} aria-label="Share of the run that has been read" />
      <span class="dim">{percent}%</span>
    </div>
  );
}

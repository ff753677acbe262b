import { useEffect, useState } from 'preact/hooks';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const signs: Readonly<Record<Theme, string>> = { auto: '◐', light: '○', dark: '●' };
const storedAs = 'seceval-theme';

/** Goes round automatic, light, dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem(storedAs, theme);
    } catch {
      // A browser may keep nothing for files: then the choice lasts as long as the page.
    }
  }, [theme]);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
  return (
    <button type="button" class="theme" onClick={() => setTheme(next)} title={`colours: ${theme}; change to ${next}`}>
      <span aria-hidden="true">{signs[theme]}</span>
      <span class="unheard">Colours: {theme}</span>
    </button>
  );
}

function storedTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(storedAs)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

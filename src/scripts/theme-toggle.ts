const root = document.documentElement;
const button = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
const system = matchMedia('(prefers-color-scheme: dark)');

const isDark = (): boolean => (root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark';
const show = (): void => button?.setAttribute('aria-pressed', String(isDark()));

/** The reader's choice is kept only while it differs from the system's. */
function toggle(): void {
  const theme = isDark() ? 'light' : 'dark';
  if ((theme === 'dark') === system.matches) delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  show();
  remember(root.dataset['theme']);
}

function remember(theme: string | undefined): void {
  try {
    if (theme) localStorage.setItem('theme', theme);
    else localStorage.removeItem('theme');
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', toggle);
  system.addEventListener('change', show);
  show();
}

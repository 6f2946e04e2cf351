/** How long the button says that it worked. */
const SAID_MS = 2000;

for (const block of document.querySelectorAll<HTMLElement>('[data-command]')) {
  const button = block.querySelector<HTMLButtonElement>('[data-copy]');
  const code = block.querySelector('code');
  const status = block.querySelector('[role="status"]');
  if (!button || !code || !status) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const word = (await copied(code)) ? 'Copied' : 'Marked';
    button.textContent = word;
    status.textContent = word === 'Copied' ? 'Copied' : 'Marked; copy it with the keyboard';
    setTimeout(() => {
      button.textContent = 'Copy';
      status.textContent = '';
    }, SAID_MS);
  });
}

/** Copies the text, or marks it for the reader: over plain HTTP, as in many labs, a page has no clipboard. */
async function copied(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return document.execCommand('copy');
  }
}

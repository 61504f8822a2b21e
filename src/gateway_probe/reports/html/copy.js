'use strict';
// The copy buttons. Without script they stay hidden, and the text can be selected all the same.
for (const button of document.querySelectorAll('button.copy')) button.hidden = false;
document.addEventListener('click', async event => {
  const button = event.target.closest('button.copy');
  if (!button) return;
  const shown = button.parentElement.querySelector('pre');
  const label = button.dataset.label ?? (button.dataset.label = button.textContent);
  try {
    await navigator.clipboard.writeText(shown.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(shown);
    button.textContent = 'Selected: copy it now';
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});

/** Mark in the address of the search page: the reader asked for the field, and types on. */
const ASKED = '#find';

/** `/` and Ctrl-K bring the reader to the field, on whatever keyboard: by the key's place. */
export function attachKeys(field) {
  if (location.hash === ASKED) field.focus();
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    const slash = event.code === 'Slash' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const letter = event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    if (field.offsetParent === null) {
      location.assign(field.form.action + ASKED); // a narrow window shows the field on the search page alone
      return;
    }
    field.focus();
    field.select();
  });
}

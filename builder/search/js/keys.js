/** `/` and Ctrl-K bring the reader to the field, on whatever keyboard: by the key's place. */
export function attachKeys(field) {
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    const slash = event.code === 'Slash' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const letter = event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    bringTo(field);
  });
}

/** A narrow window has the field folded away under its sign, which leads to the search page without this. */
export function attachSign(sign, field) {
  sign.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (field.offsetParent === null) bringTo(field);
    else field.form.classList.remove('open');
  });
}

function bringTo(field) {
  field.form.classList.add('open');
  field.focus();
  field.select();
}

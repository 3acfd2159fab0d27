// Inserts a canned text at the cursor. Without this the same button has the server put it at the end of the field.
const touched = new WeakSet();

function intoEditor(editor, text, known) {
  const { ContentState, EditorState, Modifier } = window.DraftJS;
  let state = editor.getEditorState();
  if (!known) state = EditorState.moveSelectionToEnd(state);
  const apart = !known && state.getCurrentContent().hasText() ? "\n" : "";
  const blocks = ContentState.createFromText(apart + text, /\n+/).getBlockMap();
  const content = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), blocks);
  editor.onChange(EditorState.push(state, content, "insert-fragment"));
  editor.focus();
}

function intoArea(area, text, known) {
  const [start, end] = known ? [area.selectionStart, area.selectionEnd] : [area.value.length, area.value.length];
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

function fieldOf(target) {
  return target.closest?.("[data-field-wrapper], .w-field__wrapper")?.querySelector("[data-draftail-input], textarea");
}

document.addEventListener("focusin", ({ target }) => {
  const field = fieldOf(target);
  if (field) touched.add(field);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-canned-into]");
  if (!button) return;
  const box = button.closest("[data-canned]");
  const chosen = box.querySelector("select").selectedOptions[0];
  const field = document.getElementById(button.dataset.cannedInto);
  const ready = field?.draftailEditor ? window.DraftJS : field?.tagName === "TEXTAREA";
  if (!ready) return;
  event.preventDefault();
  if (!chosen?.dataset.text) {
    box.querySelector("select").focus();
    return;
  }
  if (field.draftailEditor) intoEditor(field.draftailEditor, chosen.dataset.text, touched.has(field));
  else intoArea(field, chosen.dataset.text, touched.has(field));
  box.querySelector("[role=status]").textContent = button.dataset.done;
});

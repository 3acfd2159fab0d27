// A picture can be looked at closely: larger and smaller, moved by the arrow keys, the pointer or the scroll bars.
// Without this script the same link leads to the picture itself.

const STEPS = [1, 1.5, 2, 3, 4, 6, 8];

for (const link of document.querySelectorAll("a[data-zoom]")) {
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link);
  });
}

function show(link) {
  const words = link.dataset;
  const shown = link.querySelector("img");
  const dialog = make("dialog", "zoom");
  const stage = make("div", "zoom-stage");
  const picture = make("img", "zoom-picture");
  const said = make("output", "zoom-said");
  const bar = make("div", "zoom-bar");
  let step = 0;

  dialog.setAttribute("aria-label", shown.alt);
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", words.wordsHow);
  picture.alt = shown.alt;
  picture.draggable = false;
  picture.src = link.href;

  // What is in the middle of the stage stays there.
  const set = (wanted) => {
    const next = Math.min(Math.max(wanted, 0), STEPS.length - 1);
    const middle = [stage.scrollLeft + stage.clientWidth / 2, stage.scrollTop + stage.clientHeight / 2];
    const ratio = STEPS[next] / STEPS[step];
    step = next;
    size();
    stage.scrollTo(middle[0] * ratio - stage.clientWidth / 2, middle[1] * ratio - stage.clientHeight / 2);
    said.value = `${Math.round(STEPS[step] * 100)} %`;
    smaller.disabled = whole.disabled = step === 0;
    larger.disabled = step === STEPS.length - 1;
    if (dialog.open && document.activeElement === document.body) stage.focus();
  };
  const size = () => {
    const [wide, high] = [picture.naturalWidth || shown.width, picture.naturalHeight || shown.height];
    const fit = Math.min(stage.clientWidth / wide, stage.clientHeight / high);
    picture.style.width = `${Math.floor(wide * fit * STEPS[step])}px`;
  };

  const larger = button(words.wordsIn, () => set(step + 1));
  const smaller = button(words.wordsOut, () => set(step - 1));
  const whole = button(words.wordsFit, () => set(0));
  const close = button(words.wordsClose, () => dialog.close());
  bar.append(larger, smaller, whole, said, close);
  stage.append(picture);
  dialog.append(bar, stage);

  dialog.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") set(step + 1);
    else if (event.key === "-") set(step - 1);
    else if (event.key === "0") set(0);
    else if (event.key in moves) stage.scrollBy(...moves[event.key].map((each) => each * 80));
    else return;
    event.preventDefault();
  });
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button) return;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("zoom-held");
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) stage.scrollBy(-event.movementX, -event.movementY);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, () => stage.classList.remove("zoom-held"));
  }

  const resized = () => size();
  window.addEventListener("resize", resized);
  picture.addEventListener("load", () => set(0));
  dialog.addEventListener("close", () => {
    window.removeEventListener("resize", resized);
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  stage.focus();
  set(0);
}

function make(name, className) {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

function button(text, act) {
  const element = make("button", "button button-quiet");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

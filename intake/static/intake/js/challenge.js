// Does the work that a suspicious sender's form carries, while its reader reads. Nobody is asked anything; where this
// fails the form is sent all the same, and a person looks at it.

const PATIENCE = 20_000; // milliseconds after which the form is sent without the solution

for (const field of document.querySelectorAll("input[data-challenge]")) {
  const { parameters, signature } = JSON.parse(field.dataset.challenge);
  const said = field.parentElement.querySelector("[role=status]");
  let finished = false;

  const done = new Promise((resolve) => {
    const worker = new Worker(field.dataset.worker);
    const end = () => {
      worker.terminate();
      finished = true;
      resolve();
    };
    setTimeout(end, PATIENCE);
    worker.addEventListener("error", end);
    worker.addEventListener("message", ({ data: solution }) => {
      if (solution) field.value = btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
      end();
    });
    worker.postMessage(parameters);
  }).catch(() => { finished = true; });

  let waiting = false;
  field.form.addEventListener("submit", (event) => {
    if (finished) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    said.textContent = said.dataset.words;
    const { submitter } = event;
    done.then(() => field.form.requestSubmit(submitter));
  });
}

// Notices a button that was pressed when the page lost its server: whether that did it yet, nobody can tell.
let last = null; // the button pressed last: its words, until a run of the page that began after it has ended
let begun = false; // whether such a run has begun

const STATES = { attributeFilter: ["data-test-script-state", "data-test-connection-state"] };

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest && event.target.closest(".stApp .stButton button, .stApp .stFormSubmitButton button");
    if (!button || button.disabled) return;
    [last, begun] = [(button.querySelector("p") || button).innerText, false];
    new MutationObserver(heed).observe(document.querySelector(".stApp"), STATES);
  },
  true,
);

function heed(_, watching) {
  const { testScriptState: script, testConnectionState: connection } = document.querySelector(".stApp").dataset;
  if (last !== null && connection !== "CONNECTED") hand("lost", last, () => true);
  else if (script !== "notRunning") begun = true;
  if (connection === "CONNECTED" && !(begun && script === "notRunning")) return;
  last = null;
  watching.disconnect();
}

// Keeps the keyboard's focus where somebody works: it goes into what opens over the page, and where what was pressed is
// gone it goes on beside it, and not back to the page's beginning. Runs before `bridge.js`, as one script with it.
const CAN =
  "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), summary, [role=spinbutton]";
const OVER = "[data-testid=stPopoverBody]";
const GRAVE = "[class*=st-key-sure-], [class*=remove]"; // not to be pressed by a key too many
const UNDO = "[class*=st-key-undo]";
const NEAR = 8; // places to either side that still are beside what was pressed
const PATIENCE = 600; // looks, ten a second: what a press leads to may take as long
const EARLY = 30; // looks within which the server may not yet have begun
let turn = 0; // of the keys that did something; a later one ends the looks of the one before

const drawn = (each) => each.isConnected && each.getClientRects().length > 0;
const reachable = (root = document) => [...root.querySelectorAll(CAN)].filter(drawn);
const nobody = () => !document.activeElement || document.activeElement === document.body;
const rests = () => document.querySelector(".stApp[data-test-script-state=notRunning]");

document.addEventListener("pointerdown", () => (turn += 1), true); // a hand on the mouse needs none of this
document.addEventListener(
  "keydown",
  (event) => {
    if (!["Enter", " ", "Escape"].includes(event.key) || nobody()) return;
    const was = document.activeElement;
    const before = reachable();
    const opens = event.key !== "Escape" && was.closest("[data-testid=stPopoverButton][aria-expanded=false]");
    const talks = was.closest(`.stMain, ${OVER}`) && !was.closest(".st-key-tray, .st-key-source");
    const marked = was.closest(".st-key-source") && document.querySelector("[data-cite]");
    const own = was.closest("[class*=st-key-]");
    const key = own && reachable(own).length === 1 && [...own.classList].find((name) => name.startsWith("st-key-"));
    const press = { was, key, before, opens, talks, marked, turn: (turn += 1), looks: 0 };
    setTimeout(() => goOn(press), 100); // when the key has done what it does
  },
  true,
);

function goOn(press) {
  press.looks += 1;
  if (press.turn !== turn || press.looks > PATIENCE) return;
  const over = press.opens && document.activeElement === press.was && document.querySelector(OVER);
  const to = over ? reachable(over)[0] : rests() && nobody() && !drawn(press.was) && beside(press);
  if (to) {
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  } else if (press.opens || nobody() || !drawn(press.was) || !rests() || press.looks < EARLY)
    setTimeout(() => goOn(press), 100);
}

// What was pressed, drawn anew elsewhere; else the way back from what is removed; else the field for the next question;
// else what has come in the place of what was pressed, or stands next to that.
function beside({ was, key, before, talks, marked }) {
  if (marked) return null; // a source gives the focus back to its marker
  const known = new Set(before);
  const now = reachable();
  const again = key && now.find((each) => each.closest(`.${CSS.escape(key)}`));
  const undo = now.find((each) => !known.has(each) && each.closest(UNDO));
  const at = before.indexOf(was);
  const ahead = before.slice(Math.max(0, at - NEAR), at).reverse().find(drawn);
  const behind = before.slice(at + 1, at + 1 + NEAR).find(drawn);
  const fresh = now
    .slice(now.indexOf(ahead) + 1, behind ? now.indexOf(behind) : undefined)
    .find((each) => !known.has(each) && !each.closest(GRAVE));
  const near = [ahead, behind].find((each) => each && !each.closest(`.st-key-ways, header, ${GRAVE}`));
  const asks = talks && document.querySelector("[data-testid=stChatInputTextArea]");
  return again || undo || asks || (ahead && fresh) || near;
}

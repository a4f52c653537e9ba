// Keeps the keyboard's focus where somebody works: it goes into what opens over the page, and where what was pressed is
// gone it goes on beside it, and not back to the page's beginning. What is typed is not lost when a page is left.
// Runs before `bridge.js`, as one script with it.
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
  const over = press.opens && document.activeElement === press.was && whole(document.querySelector(OVER));
  const to = over ? reachable(over)[0] : rests() && nobody() && !drawn(press.was) && beside(press);
  if (to) {
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  } else if (press.opens || nobody() || !drawn(press.was) || !rests() || press.looks < EARLY)
    setTimeout(() => goOn(press), 100);
}

// What lies over the page, once each of its fields is there: some are fetched at their first use.
function whole(over) {
  return over && !over.querySelector("[data-testid=stSkeleton]") ? over : null;
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

// What was typed is sent when its field is left. A link to another page that is pressed at that moment would overtake
// it: the page stayed where it was, and what was typed was gone. So the link waits until the server has it.
const TYPED = ":is(input, textarea, [role=spinbutton]):not([data-testid=stChatInputTextArea])";
const LINK = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]";
const RESTED = 3; // looks, ten a second, at a page that does nothing
const AT_MOST = 30; // looks; then the link is followed in any case
let left = ""; // the link that was pressed while a field was being typed in

document.addEventListener(
  "pointerdown",
  (event) => {
    const link = event.target.closest && event.target.closest(LINK);
    const typing = document.activeElement?.matches(TYPED);
    left = link && typing ? link.href : "";
  },
  true,
);
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest && event.target.closest(LINK);
    if (!link || link.href !== left || event.ctrlKey || event.metaKey || event.shiftKey) return;
    left = "";
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(link.href, RESTED, AT_MOST);
  },
  true,
);

function leave(href, looks, most) {
  if (looks && most) setTimeout(() => leave(href, rests() ? looks - 1 : RESTED, most - 1), 100);
  else [...document.querySelectorAll(LINK)].find((each) => each.href === href)?.click();
}

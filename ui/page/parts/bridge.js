// Ties the page's own HTML to Streamlit: a click on a numbered marker reports which source it names, a click on Pin what
// is to be pinned; Copy copies; the cited words and a new question scroll into view, the keyboard's focus comes back when
// a source closes, and a few keys are known.
let tidy = () => {};
let report = null; // the mounted component's way to the server; null while none is mounted
let waiting = []; // presses that the server is not known to have done
let pressed = 0; // how many there were
let timer = 0; // looks after those that wait
let arrived = ""; // the turn that was brought into view last
let moved = false; // whether somebody has scrolled, clicked or typed since
let open = false; // whether a source was, when that was looked at last
let opener = null; // the name of the source that is open, or was last
let scrolled = ""; // the words that were last to be scrolled to
let theirs = false; // whether their reader has scrolled since
let archive = null; // the one that this tab is in

const PHONE = 768; // pixels; under this width the sidebar lies over the page
const INPUT = "[data-testid=stChatInputTextArea]";
const CLOSE = ".st-key-source [class*=st-key-close] button";
const AGAIN = 1500; // milliseconds after which a press is reported once more
const MOST = 12; // times
const LONGEST = 120_000; // milliseconds between two reports, after which nobody waits for it any more
const LOAD = Date.now().toString(36) + Math.random().toString(36).slice(2); // tells this tab's presses from others'

const one = (selector) => document.querySelector(selector);
const press = (selector) => one(selector)?.click();

// The server drops a report whose part of the page it draws anew at that moment. So a press waits here by its number,
// not by its element, and is reported until the server's data say that it is done, when the page stands still and what
// was pressed is still shown. The server does each number once.
function hand(event, value, shown) {
  if (event === "opened") forget();
  const told = { press: `${LOAD}-${++pressed}`, value };
  wait({ event, shown, press: told.press, tell: () => report(event, told), times: 0 });
}

// Streamlit reports a press of Close by itself; it is pressed again for as long as the source stays.
function closes() {
  if (waiting.some((each) => each.event === "closed")) return;
  forget();
  wait({ event: "closed", shown: () => one(CLOSE), tell: () => press(CLOSE), times: 1 });
}

function wait(each) {
  waiting.push({ ...each, where: where(), at: Date.now() });
  look();
}

// One source is open at a time, and only the last press of any counts.
const forget = () => (waiting = waiting.filter((each) => !["opened", "closed"].includes(each.event)));
const over = (each) => each.times >= MOST || Date.now() - each.at >= LONGEST || each.where !== where();
function where() {
  const all = new URLSearchParams(location.search);
  all.delete("source");
  return `${location.pathname}?${all}`;
}

function look() {
  clearTimeout(timer);
  waiting = waiting.filter((each) => !over(each) && (each.event !== "closed" || each.shown()));
  const still = one(".stApp[data-test-script-state=notRunning]");
  for (const each of report && one(".stApp[data-test-connection-state=CONNECTED]") ? waiting : []) {
    if (each.times && !(still && Date.now() - each.at > AGAIN && each.shown())) continue;
    each.times += 1;
    each.at = Date.now();
    each.tell();
  }
  if (waiting.length) timer = setTimeout(look, 100);
}

// Listens from the first moment, before and between the components of the pages.
document.addEventListener("click", (event) => {
  if (!event.target.closest) return;
  const button = event.target.closest("[data-cite]");
  if (button) {
    event.preventDefault();
    opener = button.getAttribute("data-cite");
    const marker = `[data-cite="${opener}"]`;
    hand("opened", opener, () => one(marker));
  }
  if (event.target.closest(CLOSE)) closes();
  const copied = event.target.closest("[data-copy]");
  if (copied) copy(copied, copied.getAttribute("data-copy"));
  const pin = event.target.closest("[data-pin]")?.getAttribute("data-pin");
  if (pin) hand("pinned", pin, () => one(`[data-pin="${pin}"]`));
  const picks = event.target.closest("[data-pick]");
  if (picks) {
    const body = () => one(".st-key-source .article .body");
    const words = picked(body());
    if (picks.getAttribute("data-pick") === "copy") copy(picks, words.text && `“${words.text}” (${words.about})`);
    else hand("picked", { start: words.start, end: words.end }, () => body()?.dataset.about === words.about);
  }
  const chosen = event.target.closest(
    ".stSidebar :is(:is([class*=st-key-open-], .st-key-new, .st-key-new-briefing, .st-key-add-articles) button, a)",
  );
  if (chosen) clear();
});

// On a narrow screen the sidebar lies over what was chosen in it.
function clear() {
  if (window.innerWidth <= PHONE) press("[data-testid=stSidebarCollapseButton] button");
}

export default function ({ data, setTriggerValue }) {
  if (!data) return; // mounted early, to listen
  tidy(); // runs again at every change of data: one listener and one timer at a time
  waiting = waiting.filter((each) => !data.done.includes(each.press));
  report = setTriggerValue;
  look();
  if (archive !== null && archive !== data.archive) clear();
  archive = data.archive;

  const onDown = (event) => {
    if (event.target.closest && event.target.closest("[data-pick]")) event.preventDefault(); // the selection stays
  };
  document.addEventListener("mousedown", onDown);

  // The list of conversations belongs to a browser: the name it was given is kept in a cookie of this page.
  if (data.browser && !document.cookie.includes("briefing_browser=")) {
    document.cookie = "briefing_browser=" + data.browser + "; path=/; max-age=31536000; SameSite=Strict";
  }

  // The panel arrives after this component and settles in steps: follow the words for five seconds,
  // and after a change of the window's size, but never against a reader who scrolls.
  let ticks = 0;
  if (scrolled !== data.scroll) [scrolled, theirs] = [data.scroll, false];
  const follow = () => {
    const mark = one(".article mark.cited");
    const box = mark && scrollingParent(mark, one(".st-key-source"));
    if (!box || theirs) return;
    if (mark.dataset.scrolled === String(data.scroll) && inside(mark, box)) return;
    mark.dataset.scrolled = String(data.scroll);
    const gap = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += gap - box.clientHeight / 3;
  };

  // A question that was just asked, or the last one of a conversation that was just opened, comes to the top, and stays
  // there while the page around it still settles; whoever reads on is left alone.
  const arrive = () => {
    const turn = data.turn && one(`.question[data-turn="${data.turn}"]`);
    if (!turn || (arrived === data.turn && moved)) return;
    if (arrived !== data.turn) [arrived, moved, ticks] = [data.turn, false, 0];
    if (Math.abs(turn.getBoundingClientRect().top - 72) > 2) turn.scrollIntoView({ block: "start" });
  };

  // The focus goes back to what opened a source, when that is closed and nothing else has taken it.
  const giveBack = () => {
    const now = Boolean(one(".st-key-source"));
    if (open && !now && opener && (!document.activeElement || document.activeElement === document.body)) {
      const marker = one(`[data-cite="${opener}"]`);
      if (marker) marker.focus({ preventScroll: true });
    }
    open = now;
  };

  // "/" begins a question, "?" shows the keys; Escape closes the source, unless something lies above it;
  // the arrow up in an empty field brings the last question back.
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest && event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "/" && !typing) {
      if (one(INPUT)) {
        event.preventDefault();
        one(INPUT).focus();
      }
    } else if (event.key === "?" && !typing) {
      press(".st-key-keys button");
    } else if (event.key === "ArrowUp" && typing && typing.matches(INPUT) && !typing.value) {
      const asked = document.querySelectorAll(".question");
      if (asked.length) {
        event.preventDefault();
        write(typing, asked[asked.length - 1].textContent);
      }
    } else if (event.key === "Escape" && !one("[data-baseweb=popover], [role=dialog]")) {
      press(CLOSE);
    }
  };
  document.addEventListener("keydown", onKey);

  // The way to anything begins in its field, wherever the words for it are typed.
  // Streamlit's toasts are dialogs that lack the name which they point to: a toast is named by what it says.
  const enter = () => {
    const toast = one("[data-testid=stToast]:not([aria-label])");
    if (toast) toast.setAttribute("aria-label", toast.innerText);
    const field = one("[role=dialog] .st-key-goto-words input");
    if (!field || field.dataset.met) return;
    field.dataset.met = "yes";
    field.focus();
  };
  const watch = new MutationObserver(enter);
  watch.observe(document.body, { childList: true, subtree: true });

  const clock = setInterval(() => {
    follow();
    arrive();
    giveBack();
    const waits = one("[role=status]") || (data.turn && arrived !== data.turn && ticks < 600);
    if (++ticks > 50 && !waits) clearInterval(clock);
  }, 100);
  const onScroll = (event) => {
    if (event.target.closest && event.target.closest(".article")) theirs = true;
    else moved = true;
  };
  const theirWays = ["wheel", "touchmove", "pointerdown", "keydown"];
  theirWays.forEach((name) => document.addEventListener(name, onScroll, { passive: true }));
  window.addEventListener("resize", follow);

  tidy = () => {
    if (report === setTriggerValue) report = null;
    clearInterval(clock);
    watch.disconnect();
    document.removeEventListener("mousedown", onDown);
    document.removeEventListener("keydown", onKey);
    theirWays.forEach((name) => document.removeEventListener(name, onScroll));
    window.removeEventListener("resize", follow);
  };
  return tidy;
}

function write(field, text) {
  // As a person would: the page's own framework listens to the field's events, not to its value.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The words of the open article that are selected, else the marked ones: where they stand, counted in code points.
function picked(body) {
  const now = getSelection();
  const range = document.createRange();
  const mark = body && body.querySelector("mark.cited");
  if (body && !now.isCollapsed && body.contains(now.anchorNode) && body.contains(now.focusNode)) {
    range.setStart(now.getRangeAt(0).startContainer, now.getRangeAt(0).startOffset);
    range.setEnd(now.getRangeAt(0).endContainer, now.getRangeAt(0).endOffset);
  } else if (mark) range.selectNodeContents(mark);
  else return { text: "", start: 0, end: 0 };
  const before = document.createRange();
  before.setStart(body, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(body.dataset.from) + [...before.toString()].length;
  const text = range.toString();
  return { text: text.trim(), start, end: start + [...text].length, about: body.dataset.about };
}

function copy(button, text) {
  const said = button.textContent;
  const tell = (word) => {
    button.textContent = word;
    setTimeout(() => (button.textContent = said), 1500);
  };
  if (!text) return tell("Select words first");
  const byHand = () => {
    // Where a page is not served by its own machine nor encrypted, browsers keep the clipboard from scripts.
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    tell(done ? "Copied" : "Not copied");
  };
  if (!navigator.clipboard) return byHand();
  navigator.clipboard.writeText(text).then(() => tell("Copied"), byHand);
}

function inside(mark, box) {
  const words = mark.getClientRects()[0] || mark.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  return words.top >= frame.top && words.bottom <= Math.min(frame.bottom, window.innerHeight);
}

// What scrolls the words within the panel; never the page, which somebody reads.
function scrollingParent(element, panel) {
  for (let one = element.parentElement; panel && panel.contains(one); one = one.parentElement) {
    if (one.scrollHeight > one.clientHeight + 2 && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return null;
}

// Ties the page's own HTML to Streamlit: a click on a numbered marker reports which source it names,
// the cited words scroll into view once the source panel shows them, and two keys save the way to the mouse.
let tidy = () => {};

export default function ({ data, setTriggerValue }) {
  tidy(); // runs again at every change of data: one listener and one timer at a time
  const onClick = (event) => {
    const button = event.target.closest && event.target.closest("[data-cite]");
    if (button) {
      event.preventDefault();
      setTriggerValue("opened", button.getAttribute("data-cite"));
    }
  };
  document.addEventListener("click", onClick);

  // The list of conversations belongs to a browser: the name it was given is kept in a cookie of this page.
  if (data.browser && !document.cookie.includes("briefing_browser=")) {
    document.cookie = "briefing_browser=" + data.browser + "; path=/; max-age=31536000; SameSite=Strict";
  }

  // The panel arrives after this component and settles in steps: follow the words for five seconds,
  // and after a change of the window's size, but never against a reader who scrolls.
  let ticks = 0;
  let theirs = false;
  const follow = () => {
    const mark = document.querySelector(".article mark.cited");
    const box = mark && scrollingParent(mark);
    if (!box || theirs) return;
    if (mark.dataset.scrolled === String(data.scroll) && inside(mark, box)) return;
    mark.dataset.scrolled = String(data.scroll);
    const gap = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += gap - box.clientHeight / 3;
  };

  // "/" begins a question, as on many sites; Escape closes the source, unless something lies above it.
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest && event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "/" && !typing) {
      const question = document.querySelector("[data-testid=stChatInputTextArea]");
      if (question) {
        event.preventDefault();
        question.focus();
      }
    } else if (event.key === "Escape" && !document.querySelector("[data-baseweb=popover], [role=dialog]")) {
      const close = document.querySelector(".st-key-source [class*=st-key-close] button");
      if (close) close.click();
    }
  };
  document.addEventListener("keydown", onKey);

  const timer = setInterval(() => {
    follow();
    if (++ticks > 50) clearInterval(timer);
  }, 100);
  const onScroll = (event) => {
    if (event.target.closest && event.target.closest(".article")) theirs = true;
  };
  const theirWays = ["wheel", "touchmove", "pointerdown", "keydown"];
  theirWays.forEach((name) => document.addEventListener(name, onScroll, { passive: true }));
  window.addEventListener("resize", follow);

  tidy = () => {
    clearInterval(timer);
    document.removeEventListener("click", onClick);
    document.removeEventListener("keydown", onKey);
    theirWays.forEach((name) => document.removeEventListener(name, onScroll));
    window.removeEventListener("resize", follow);
  };
  return tidy;
}

function inside(mark, box) {
  const words = mark.getClientRects()[0] || mark.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  return words.top >= frame.top && words.bottom <= Math.min(frame.bottom, window.innerHeight);
}

function scrollingParent(element) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (one.scrollHeight > one.clientHeight + 2 && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return null;
}

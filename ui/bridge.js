// Ties the page's own HTML to Streamlit: a click on a numbered marker reports which source it names,
// and the cited words scroll into view once the source panel shows them.
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

  let ticks = 0; // the panel arrives after this component: look for five seconds
  const timer = setInterval(() => {
    const mark = document.querySelector(".article mark.cited");
    const box = mark && scrollingParent(mark);
    if (box && mark.dataset.scrolled !== String(data.scroll)) {
      mark.dataset.scrolled = String(data.scroll);
      const gap = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += gap - box.clientHeight / 3;
    }
    if (++ticks > 50) clearInterval(timer);
  }, 100);

  tidy = () => {
    clearInterval(timer);
    document.removeEventListener("click", onClick);
  };
  return tidy;
}

function scrollingParent(element) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (one.scrollHeight > one.clientHeight + 2 && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return null;
}

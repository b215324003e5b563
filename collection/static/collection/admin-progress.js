"use strict";
// Looks every two seconds how far an import has come, and puts the new figures in place; when it has ended, the page
// that follows is loaded. Without JavaScript the page reloads itself.
(function () {
  async function look() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!answer.ok || !now) {
      location.reload();
      return;
    }
    const shown = document.querySelector("[data-progress]");
    if (!shown.contains(document.activeElement)) shown.replaceWith(now);
    setTimeout(look, 2000);
  }
  setTimeout(look, 2000);
})();

// Shows how a date is read while it is typed. Without this script the reading appears when the form is saved.
"use strict";
document.addEventListener("input", (event) => {
  const output = event.target.closest(".date-text")?.querySelector("output");
  if (!output) return;
  clearTimeout(output.waiting);
  output.waiting = setTimeout(async () => {
    const text = event.target.value;
    const address = `${output.dataset.address}?${new URLSearchParams({ text })}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok && event.target.value === text) {
      output.textContent = (await answer.json()).reading;
    }
  }, 250);
});

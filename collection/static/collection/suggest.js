// Suggestions under a search box as one types. Without this file the box is a form like any other.
"use strict";

const PAUSE = 120; // milliseconds after the last key
const SHORTEST = 2; // characters
const LONGEST = 100;
const EACH = 3; // suggestions of a kind

class Suggestions {
  constructor(input) {
    this.input = input;
    this.known = new Map(); // what was typed → what was suggested
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.className = "find__list";
    this.list.id = `${input.id}-suggestions`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "hidden";
    this.said.setAttribute("role", "status");
    input.after(this.list, this.said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(text) {
    if (text.length < SHORTEST || text.length > LONGEST) return this.close();
    if (!this.known.has(text)) {
      this.request = new AbortController();
      try {
        const address = `${this.input.dataset.suggestions}?q=${encodeURIComponent(text)}`;
        const answer = await fetch(address, { signal: this.request.signal, credentials: "same-origin" });
        this.known.set(text, answer.ok ? fewOfEach((await answer.json()).suggestions) : []);
      } catch {
        return; // something else was typed meanwhile, or the museum cannot be reached: searching still works
      }
    }
    if (document.activeElement === this.input && this.input.value.trim() === text) this.show(this.known.get(text));
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((one, place) => this.option(one, place)));
    if (!suggestions.length) return this.close();
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.said.textContent = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length} suggestions`;
  }

  option(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (suggestion.kind === "q") option.dataset.words = suggestion.value;
    else option.dataset.page = suggestion.page;
    const kind = document.createElement("span");
    kind.className = "find__kind";
    const many = suggestion.kind === "exhibit" ? "" : ` · ${suggestion.count.toLocaleString("en")}`;
    kind.textContent = suggestion.label + many;
    const name = document.createElement("span");
    name.className = "find__name";
    name.textContent = suggestion.text;
    option.append(name, " ", kind);
    return option;
  }

  press(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
      else this.ask(this.input.value.trim());
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (open && event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.list.children[this.active]);
    }
  }

  // Past either end the focus is back in the box, and nothing is chosen.
  move(step) {
    const count = this.list.children.length;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = ((this.active + 1 + step + count + 1) % (count + 1)) - 1;
    const option = this.list.children[this.active];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (!option) return;
    this.close();
    if (option.dataset.page) return window.location.assign(option.dataset.page);
    this.input.value = option.dataset.words; // searched for within the filters in force
    this.input.form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.said.textContent = "";
  }
}

function fewOfEach(suggestions) {
  const seen = {};
  return suggestions.filter(({ kind }) => (seen[kind] = (seen[kind] ?? 0) + 1) <= EACH);
}

for (const input of document.querySelectorAll("input[data-suggestions]")) new Suggestions(input);

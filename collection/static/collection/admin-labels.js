// Select2 draws its own box and leaves the label behind: this gives each box the name of its field and its value.
"use strict";
{
  const nameOf = (select) =>
    select.labels[0]?.textContent.trim().replace(/:$/, "") || select.getAttribute("aria-label");

  const nameBoxes = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const box = select.nextElementSibling;
      const chosen = [...select.selectedOptions].map((option) => option.text).filter(Boolean).join(", ");
      for (const part of box.querySelectorAll("[role=combobox], [role=searchbox]")) {
        part.setAttribute("aria-label", chosen ? `${nameOf(select)}: ${chosen}` : nameOf(select));
        part.removeAttribute("aria-labelledby");
      }
      // What is chosen is the content of the box, not a second input inside it.
      for (const attribute of ["role", "aria-readonly"]) {
        box.querySelector(".select2-selection__rendered")?.removeAttribute(attribute);
      }
    }
  };

  const begin = () => {
    nameBoxes();
    document.addEventListener("formset:added", () => setTimeout(nameBoxes));
    django.jQuery(document).on("select2:select select2:unselect select2:clear", () => setTimeout(nameBoxes));
    django.jQuery(document).on("select2:open", (event) => {
      document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field")
        ?.setAttribute("aria-label", `Search: ${nameOf(event.target)}`);
    });
  };
  // By then every script has queued what it does when the page is ready; the boxes are drawn before this.
  document.addEventListener("DOMContentLoaded", () => django.jQuery(begin));
}

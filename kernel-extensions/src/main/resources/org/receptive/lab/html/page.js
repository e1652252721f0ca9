for (const element of document.querySelectorAll(".formula")) {
  const latex = element.textContent;
  const displayMode = element.classList.contains("display");
  temml.render(latex, element, { displayMode, throwOnError: false, annotate: true });
  element.setAttribute("data-latex", latex);
}

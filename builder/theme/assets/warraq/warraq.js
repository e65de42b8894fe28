/* Light or dark: the system's choice until the reader makes one, which is then remembered.
   Runs before the page is painted, so that a dark page never flashes white. Nothing else needs it. */
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      return localStorage.getItem("warraq-theme");
    } catch {
      return null; // storage may be forbidden; the system's choice stands
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem("warraq-theme", theme);
    } catch {
      // as above
    }
  };

  const shown = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");

  const theme = remembered();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    const tell = () => button.setAttribute("aria-pressed", String(shown() === "dark"));
    button.hidden = false;
    tell();
    dark.addEventListener("change", tell);
    button.addEventListener("click", () => {
      root.dataset.theme = shown() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      tell();
    });
  });
})();

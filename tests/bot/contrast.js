// Texts of the page that are too faint on what is behind them (WCAG 2.2, 1.4.3), each with its ratio.
() => {
  const parse = (text) => [...text.matchAll(/rgba?\(([^)]+)\)/g)].map(([, inner]) => inner.split(/[ ,/]+/).map(Number));
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      const stops = parse(style.backgroundImage);
      if (stops.length) return stops;
      const [colour] = parse(style.backgroundColor);
      if (colour && (colour[3] ?? 1) === 1) return [colour];
    }
    return [[255, 255, 255]];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = element.matches("textarea") ? element.placeholder : [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
    if (!words || !element.checkVisibility() || element.closest(".hidden, .skip")) continue;
    const style = element.matches("textarea") ? getComputedStyle(element, "::placeholder") : getComputedStyle(element);
    const [colour] = parse(style.color);
    const worst = Math.min(...behind(element).map((each) => ratio(colour, each)));
    if (worst < 4.5) faint.push(`${words.slice(0, 30)}: ${worst.toFixed(2)}`);
  }
  // Edges and signs need 3 to 1 (1.4.11).
  const edges = [["#message", "borderTopColor"], [".send", "backgroundColor"], [".choice", "borderTopColor"]];
  for (const [found, side] of edges) {
    const element = document.querySelector(found);
    if (!element) continue;
    const [colour] = parse(getComputedStyle(element)[side]);
    const worst = Math.min(...behind(element.parentElement).map((each) => ratio(colour, each)));
    if (worst < 3) faint.push(`${found}: ${worst.toFixed(2)}`);
  }
  return faint;
}

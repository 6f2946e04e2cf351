/** Mermaid's settings for a drawing in the site's own colours, as they are now. */
export function mermaidTheme(): object {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const [surface, sunken, ink, line, faint] = ['surface', 'sunken', 'ink', 'line-strong', 'faint'].map(colour);
  probe.remove();
  return {
    theme: 'base',
    look: 'classic',
    fontFamily: 'Inter Variable, system-ui, sans-serif',
    themeVariables: {
      fontSize: '14px',
      background: surface,
      mainBkg: surface,
      primaryColor: surface,
      primaryTextColor: ink,
      primaryBorderColor: line,
      secondaryColor: sunken,
      tertiaryColor: sunken,
      textColor: ink,
      lineColor: faint,
      edgeLabelBackground: surface,
      clusterBkg: sunken,
      clusterBorder: line,
    },
  };
}

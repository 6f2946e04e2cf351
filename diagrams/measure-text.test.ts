import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitText, measureText } from './measure-text.ts';
import { WIDTH_STEPS } from './svg.ts';
import { isTechnical, TEXT } from './text-style.ts';

describe('measureText', () => {
  it.each([
    ['label', 150.42],
    ['detail', 136.11],
    ['item', 143.2],
    ['mono', 138.61],
  ] as const)('agrees with what Chromium measures for %s, up to kerning', (kind, pixels) => {
    const width = measureText('Proxmox Backup Server', kind);
    expect(width).toBeGreaterThanOrEqual(pixels - 0.2);
    expect(width).toBeLessThan(pixels * 1.02);
  });

  it('never makes unknown scripts narrow', () => {
    expect(measureText('漢字', 'label')).toBeGreaterThanOrEqual(26);
  });
});

describe('fitText', () => {
  it('keeps what fits and ends what does not with an ellipsis', () => {
    expect(fitText('Loki', 'label', 100)).toBe('Loki');
    const shorter = fitText('Docker socket proxy of the documents machine', 'label', 120);
    expect(shorter).toMatch(/^Docker socket.*…$/);
    expect(measureText(shorter, 'label')).toBeLessThanOrEqual(120);
  });
});

describe('isTechnical', () => {
  it.each(['10.10.20.31', '10.10.20.31:8096', '10.0.0.0/8', '/srv/media', './data', 'fd00::1'])('%s is', (text) =>
    expect(isTechnical(text)).toBe(true),
  );
  it.each(['DMZ', '12 services', 'VLAN 20', 'on SRV-1'])('%s is not', (text) => expect(isTechnical(text)).toBe(false));
});

describe('diagram.css', () => {
  const css = readFileSync(new URL('../src/styles/diagram.css', import.meta.url), 'utf8');
  const CLASS = {
    label: 'dg-label',
    detail: 'dg-detail',
    mono: 'dg-mono',
    group: 'dg-group-label',
    item: 'dg-item',
    edge: 'dg-legend',
  } as const;

  it.each(Object.entries(CLASS))('sets %s in the size and weight that boxes were measured with', (kind, name) => {
    const { size, weight, font } = TEXT[kind as keyof typeof CLASS];
    const rule = new RegExp(`\\.dg \\.${name}[^{]*\\{([^}]*)\\}`).exec(css)?.[1] ?? '';
    expect(rule).toContain(`font-size: ${size}px`);
    expect(rule).toContain(`font-weight: ${weight}`);
    expect(rule.includes('Mono')).toBe(font === 'mono');
  });

  it.each(WIDTH_STEPS)('has a least width for pictures of %i pixels', (step) => expect(css).toContain(`.dg-w${step} {`));
});

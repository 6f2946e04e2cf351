import { expect, it } from 'vitest';
import { withImage } from './versions.ts';

it('changes the image and nothing else', () => {
  const file = 'services:\n  a:\n    image: "notes:1.2"\n  b:\n    image: notes:1.20\n  c:\n    image: notes:1.2\n';
  expect(withImage(file, 'notes:1.2', 'notes:2')).toBe(
    'services:\n  a:\n    image: "notes:2"\n  b:\n    image: notes:1.20\n  c:\n    image: notes:2\n',
  );
  expect(() => withImage(file, 'notes:1.3', 'notes:2')).toThrow('notes:1.3');
});

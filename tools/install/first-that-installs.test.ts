import { expect, test } from 'vitest';
import { firstThatInstalls } from './first-that-installs.ts';
import { CannotInstall, Refused } from './outcome.ts';

const serves = { title: 'the build', install: async () => {} };
const absent = { title: 'the wheel', install: () => Promise.reject(new CannotInstall('no pip')) };
const broken = { title: 'the build', install: () => Promise.reject(new CannotInstall('no go')) };
const tampered = { title: 'the wheel', install: () => Promise.reject(new Refused('other hash')) };
const faulty = { title: 'the wheel', install: () => Promise.reject(new TypeError('a bug')) };
const forbidden = { title: 'the build', install: () => Promise.reject(new Error('was tried')) };

const silent = () => {};

test('takes the first and leaves the others alone', async () => {
  expect(await firstThatInstalls([serves, forbidden], silent)).toEqual([]);
});

test('takes the second source where the first is unavailable, and says so before it starts and afterwards', async () => {
  const said: string[] = [];
  expect(await firstThatInstalls([absent, serves], (what) => said.push(what))).toEqual(['the wheel: no pip']);
  expect(said).toEqual(['not from the wheel: no pip; trying the build']);
});

test('reports every reason where no source works, and the bare reason of a single one', async () => {
  await expect(firstThatInstalls([absent, broken], silent)).rejects.toEqual(new CannotInstall('the wheel: no pip; the build: no go'));
  await expect(firstThatInstalls([absent], silent)).rejects.toEqual(new CannotInstall('no pip'));
});

test('tries nothing else after something that must not be installed', async () => {
  const refused = firstThatInstalls([tampered, forbidden], silent);
  await expect(refused).rejects.toBeInstanceOf(Refused);
  await expect(refused).rejects.toThrow('the wheel: other hash');
});

test('does not treat a bug as an unavailable source', async () => {
  await expect(firstThatInstalls([faulty, forbidden], silent)).rejects.toBeInstanceOf(TypeError);
});

// On a phone the navigation scrolls sideways: bring the current section into sight.
const current = document.querySelector<HTMLElement>('.site-nav [aria-current]');
const nav = current?.parentElement;
if (current && nav) nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;

// What the page itself finds as its first script runs.
Reflect.set(window, 'bridgeAtStart', typeof Reflect.get(window, 'fixture'));
document.documentElement.dataset.ready = '';

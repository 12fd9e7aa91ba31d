// Records what the page itself finds when its first script runs.
Reflect.set(window, 'bridgeAtStart', typeof Reflect.get(window, 'fixture'));
document.documentElement.dataset.ready = '';

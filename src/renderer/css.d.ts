// Style sheets are imported for their side effect. Vite collects them into one file per window.
declare module '*.css';

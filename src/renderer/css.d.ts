// Style sheets are imported for their effect; vite gathers them into one file per window.
declare module '*.css';

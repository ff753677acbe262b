// The browser's side of a report: shows what page-data.ts holds. It makes no markup from text, ever (trusted types forbid it).
import { render } from 'preact';
import { App } from './app.tsx';
import { embeddedSource } from './data/embedded-source.ts';
import { servedSource } from './data/served-source.ts';
import './style/all.css';

const root = document.getElementById('app');
if (root !== null) render(<App source={embeddedSource(document) ?? servedSource(location)} />, root);

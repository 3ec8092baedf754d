import '@mantine/core/styles.css';
import './ui/ground.css';
import './ui/parts.css';
import './ui/contrast.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const place = document.getElementById('root');
if (place !== null) createRoot(place).render(<App />);

import {afterEach} from 'vitest';
import {Terminal} from './terminal.ts';

afterEach(async () => Terminal.disposeAll());

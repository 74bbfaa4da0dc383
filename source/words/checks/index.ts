import type {CheckId} from '../../verify/index.ts';
import {accessWords} from './access.ts';
import {accountWords} from './account.ts';
import {bucketWords} from './bucket.ts';
import {isolationWords} from './isolation.ts';
import {keyWords} from './key.ts';
import {roleWords} from './role.ts';
import {settingWords} from './settings.ts';
import type {WordsOf} from './shared.ts';
import {trustWords} from './trust.ts';

/** The words of every check. */
export const checkWords: {readonly [Id in CheckId]: WordsOf<Id>} = {
	...accountWords,
	...bucketWords,
	...roleWords,
	...trustWords,
	...accessWords,
	...keyWords,
	...settingWords,
	...isolationWords,
};

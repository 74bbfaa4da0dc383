import {describe, expect, test} from 'vitest';
import {checkProfile} from '../../../source/vendors/index.ts';
import {markCodes} from '../../../source/vendors/types.ts';
import {originLine, originTexts, presentOrigin} from '../../../source/words/origin/index.ts';
import {iconik} from '../../support/connections.ts';
import {hostileProfiles} from '../../vendors/dangers/hostile-profiles.ts';
import {hostileSettings} from '../../vendors/dangers/hostile-settings.ts';
import {editedProfile} from '../../vendors/edit-profile.ts';

const texts = [...hostileProfiles, ...hostileSettings]
	.filter(({verdict}) => verdict === 'marked')
	.flatMap(({base, changes}) => {
		const {profile} = checkProfile(editedProfile(base, changes), '/home/ann/acme.json');
		return (profile && presentOrigin(profile)?.marks) ?? [];
	});

describe('the words of a vendor that is not built in', () => {
	test.each(markCodes)('say %s in a sentence without gaps', (code) => {
		const own = texts.filter((mark) => mark.code === code).map(({text}) => text);
		expect(own.length).toBeGreaterThan(0);
		for (const text of own) {
			expect(text).toMatch(/^["A-Z]/);
			expect(text).not.toMatch(/undefined|\(\)|: \.|""/);
		}
	});

	test('name its file, also where nothing else is to be said', () => {
		const origin = {file: '/home/ann/acme.json', marks: []};
		expect(originTexts(origin).join()).toContain('/home/ann/acme.json');
		expect(originLine(origin)).toBe('Vendor not built in: /home/ann/acme.json');
	});

	test('are none for a built-in one', () => {
		expect(presentOrigin(iconik)).toBeUndefined();
	});
});

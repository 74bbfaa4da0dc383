import {afterEach, describe, expect, test} from 'vitest';
import {fourStories} from './support/four-stories.ts';
import {hasTmux, type InsideTmux, startInsideTmux} from './support/inside-tmux.ts';
import {connectionFile, flat, givenByPolicies, readConnection, tell} from './support/tell.ts';

let open: InsideTmux | undefined;
afterEach(() => {
	open?.close();
	open = undefined;
});

const sent = "In tmux's buffer (prefix ] pastes it), and sent to the terminal's clipboard.";
const kept = "In tmux's buffer alone: prefix ] pastes it, in tmux. tmux hands nothing on here";

describe.skipIf(!hasTmux).each([
	{setting: 'on', says: sent, isSent: true},
	{setting: 'external', says: sent, isSent: true},
	{setting: 'off', says: kept, isSent: false},
])('in a tmux with set-clipboard $setting', ({setting, says, isSent}) => {
	test.each(fourStories)(
		'what is copied is where it is said to be: $name',
		async ({byHand, documents}) => {
			open = startInsideTmux(setting);
			const {terminal, buffers, work} = open;
			await open.ready();
			const copied = await tell(terminal, byHand, {clipboard: {...buffers, says}});
			expect(flat(await open.ended())).toContain('What is left to do');
			expect(terminal.clipboard()).toEqual(isSent ? copied : []);
			expect(terminal.output()).not.toMatch(/copied to|✔ copied/iu);
			const file = connectionFile(work);
			const given = await givenByPolicies(file, documents);
			expect(readConnection(file)).toEqual(given.connection);
			expect(copied.slice(0, given.form.length)).toEqual(given.form);
			expect(copied.slice(given.form.length).map((text) => JSON.parse(text) as unknown)).toEqual(
				given.documents,
			);
		},
	);
});

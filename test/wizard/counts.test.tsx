import {afterEach, expect, test} from 'vitest';
import {before, byHand, countStory, type StoryName, signedIn} from './support/counted-stories.ts';
import {closeWizards} from './support/render-wizard.tsx';

afterEach(closeWizards);

test.each(
	(Object.keys(before) as StoryName[]).flatMap((name) => [
		['by hand', name, byHand[name].most] as const,
		['signed in', name, signedIn[name].most] as const,
	]),
)('%s, %s: no more is asked for than before, and few facts', async (way, name, most) => {
	const counted = await countStory(name, way);
	expect(counted.facts).toBeLessThanOrEqual(most);
	expect(counted.keys).toBeLessThanOrEqual(before[name].keys);
	// The plan is a screen of those alone who are signed in.
	expect(counted.screens).toBeLessThanOrEqual(before[name].screens + (way === 'by hand' ? 0 : 1));
});

import {describe, expect, test} from 'vitest';
import {rehearse} from '../../source/rehearsal/index.ts';
import {checkProfile} from '../../source/vendors/index.ts';
import {fieldsOfVersion2} from '../../source/vendors/types.ts';
import {
	asksForId,
	customerRoleText,
	ownQueue,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../support/feature-profiles.ts';
import {fileAt} from '../support/source-files.ts';

const {text} = fileAt('docs/vendor-profiles.md');
const documents = ['bucket-cors', 'bucket-notification', 'queue-policy'];

const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(
	([, example = '']) => JSON.parse(example) as Readonly<Record<string, unknown>>,
);

describe('docs/vendor-profiles.md', () => {
	test.each(fieldsOfVersion2)('has an example of %s', (field) => {
		expect(examples.filter((example) => field in example)).not.toEqual([]);
	});

	test.each(['statement', 'isFinal', 'roles', 'gives', 'helpOnly', 'confirmed', 'inferred'])(
		'has an example of %s deeper in a profile',
		(key) => {
			expect(JSON.stringify(examples)).toContain(`"${key}":`);
		},
	);

	test.each(documents)('has an example of %s that is taken', (id) => {
		const [example] = examples.filter((one) => id in one);
		const profile = profileIn(
			customerRoleText({
				folder: {fixed: 'acme-logs'},
				queue: ownQueue,
				documents: [rolePolicy, trustPolicy(asksForId), example?.[id]],
			}),
		);
		expect(profile.documents.map((document) => document.id)).toContain(id);
	});

	test.each(
		examples
			.filter((example) => documents.every((id) => !(id in example)))
			.map((example) => ({example})),
	)('has an example that holds: $example', ({example}) => {
		const {problems} = checkProfile(customerRoleText(example), 'acme.json');
		const keys = Object.keys(example);
		// What its documents then hold is another matter.
		expect(problems.filter(({field}) => keys.some((key) => field.startsWith(key)))).toEqual([]);
	});

	test('has a whole profile that passes, as an account by it does', () => {
		const wholes = examples.filter((example) => 'documents' in example);
		expect(wholes).toHaveLength(1);
		const profile = profileIn(JSON.stringify(wholes[0]));
		const accounts = rehearse(profile);
		expect(accounts.flatMap(({complaints, warnings}) => [...complaints, ...warnings])).toEqual([]);
		expect(
			accounts.flatMap(({faults}) => faults).filter(({outcome}) => outcome === 'missed'),
		).toEqual([]);
	});
});

import {useState} from 'react';
import {afterEach, describe, expect, test} from 'vitest';
import type {FieldName} from '../../../source/connection/index.ts';
import type {Answers} from '../../../source/wizard/answers.ts';
import {answerProblem} from '../../../source/wizard/answers.ts';
import {type Field, FieldGroup} from '../../../source/wizard/components/index.ts';
import {creativeForce} from '../../support/connections.ts';
import {type Rendered, renderAt, until} from '../support/render-at.ts';
import {controlU, paste, shiftTab} from '../support/render-wizard.tsx';

let shown: Rendered | undefined;

afterEach(() => {
	shown?.instance.unmount();
	shown = undefined;
});

const cities = [
	{value: 'eu-central-1', about: 'Frankfurt'},
	{value: 'eu-central-2', about: 'Zurich'},
	{value: 'us-east-1', about: 'Virginia'},
];

const field = (name: FieldName, label: string, more: Partial<Field> = {}): Field => ({
	name,
	label,
	problem: (values) => answerProblem(name, values, creativeForce),
	...more,
});

const bucketFields = [
	field('bucket', 'Bucket name', {placeholder: 'your-bucket'}),
	field('region', 'Region', {
		describe: (value) => `it is ${value}`,
		suggest: (typed) =>
			typed === '' ? [] : cities.filter(({value}) => value !== typed && value.startsWith(typed)),
	}),
];

const roleFields = [
	field('roleName', 'Role name'),
	field('rolePath', 'Path', {isOptional: true, followsOthers: true}),
];

function group(fields: readonly Field[], initial: Answers = {}, isActive = true) {
	const messages: string[] = [];
	let values = initial;
	let done = 0;
	let helped = 0;
	function Host() {
		const [all, setAll] = useState(initial);
		values = all;
		return (
			<FieldGroup
				fields={fields}
				values={all}
				isActive={isActive}
				onChange={(changes) => setAll((old) => ({...old, ...changes}))}
				onDone={() => {
					done += 1;
				}}
				onMessage={(message) => messages.push(message)}
				onHelp={() => {
					helped += 1;
				}}
			/>
		);
	}
	const rendered = renderAt(<Host />, 80, 20);
	shown = rendered;
	return {
		...rendered,
		messages,
		values: () => values,
		done: () => done,
		helped: () => helped,
		holds: (name: FieldName, value: string) =>
			until(
				() => values[name] === value,
				() => `${JSON.stringify(values)}\n${rendered.frame()}`,
			),
		isDone: () => until(() => done > 0, rendered.frame),
	};
}

describe('Enter', () => {
	test('goes from field to field and is done after the last, once', async () => {
		const {send, isDone, done, values} = group(bucketFields);
		send('acme-assets\reu-central-1\r');
		await isDone();
		expect(done()).toBe(1);
		expect(values()).toEqual({bucket: 'acme-assets', region: 'eu-central-1'});
	});

	test('stays where a value does not fit, and says why with an example', async () => {
		const {send, waitFor, frame, done} = group(bucketFields);
		send('Acme Assets\r');
		await waitFor('✖ ');
		expect(frame()).toContain('For example: ');
		send('x');
		await waitFor('Acme Assetsx');
		expect(done()).toBe(0);
	});

	test('stays in an empty field that is needed', async () => {
		const {send, waitFor, holds} = group(bucketFields);
		send('\r');
		await waitFor('must not be empty');
		send('acme');
		await holds('bucket', 'acme');
	});

	test('leads back to a field further up that does not fit', async () => {
		const {send, waitFor, isDone, done} = group(bucketFields);
		send('\teu-central-1\r');
		await waitFor('must not be empty');
		expect(done()).toBe(0);
		send('acme-assets\r\r');
		await isDone();
	});

	test('tidies what was typed and says so', async () => {
		const {send, holds, messages} = group(bucketFields);
		send(' "acme-assets" \r');
		await holds('bucket', 'acme-assets');
		expect(messages).toEqual([
			'Bucket name: White space around the value was removed. Quotation marks around the value were removed.',
		]);
	});

	test('says nothing about a value that was taken as it is', async () => {
		const {send, isDone, messages} = group(bucketFields);
		send('acme-assets\reu-central-1\r');
		await isDone();
		expect(messages).toEqual([]);
	});

	test('completes what can mean one thing only', async () => {
		const {send, waitFor, isDone, values} = group(bucketFields, {bucket: 'acme-assets'});
		send('\tus');
		await waitFor('us-east-1   Virginia');
		send('\r');
		await isDone();
		expect(values()).toMatchObject({region: 'us-east-1'});
	});

	test('does not choose between two suggestions', async () => {
		const {send, waitFor, holds, done} = group(bucketFields, {bucket: 'acme-assets'});
		send('\teu-');
		await waitFor('eu-central-2   Zurich');
		send('\r');
		await waitFor('✖ ');
		await holds('region', 'eu-');
		expect(done()).toBe(0);
	});
});

describe('Tab', () => {
	test('and Shift+Tab move in a circle', async () => {
		const {send, holds} = group(bucketFields);
		send('\ta');
		await holds('region', 'a');
		send('\tb');
		await holds('bucket', 'b');
		send(`${shiftTab}c`);
		await holds('region', 'ac');
	});

	test('judges the field that it leaves, but not an empty one', async () => {
		const {send, waitFor, frame} = group(bucketFields);
		send('\t');
		await waitFor('Region');
		expect(frame()).not.toContain('✖');
		send('wrong\t');
		await waitFor('✖ ');
	});

	test('tidies the field that it leaves', async () => {
		const {send, holds, messages} = group(bucketFields);
		send('acme-assets \tus');
		await holds('region', 'us');
		await holds('bucket', 'acme-assets');
		expect(messages).toHaveLength(1);
	});
});

describe('a problem', () => {
	test('is not shown while the person types', async () => {
		const {send, waitFor, frame} = group(bucketFields);
		send('A');
		await waitFor('A');
		expect(frame()).not.toContain('✖');
	});

	test('goes away as soon as the value is changed', async () => {
		const {send, waitFor, frame} = group(bucketFields);
		send('A\r');
		await waitFor('✖ ');
		send('b');
		await waitFor('Ab');
		expect(frame()).not.toContain('✖');
	});

	test('of an answer that was there before is shown at once', () => {
		expect(group(bucketFields, {bucket: 'No Name'}).frame()).toContain('✖ ');
	});

	test('of an optional field is shown only where something is in it', async () => {
		const {send, waitFor, isDone} = group(roleFields, {roleName: 'Access'});
		send('\tx\r');
		await waitFor('✖ ');
		send(`${controlU}\r`);
		await isDone();
	});
});

describe('a paste', () => {
	test('into an empty field is tidied at once, and fills another empty field', async () => {
		const {send, holds, values, messages} = group(bucketFields);
		send(paste('https://acme-assets.s3.eu-central-1.amazonaws.com/folder'));
		await holds('bucket', 'acme-assets');
		expect(values()).toEqual({bucket: 'acme-assets', region: 'eu-central-1'});
		expect(messages[0]).toContain('Region also taken from it: eu-central-1.');
	});

	test('does not replace another answer, but says where it differs', async () => {
		const {send, holds, values, messages} = group(bucketFields, {region: 'us-east-1'});
		send(paste('https://acme-assets.s3.eu-central-1.amazonaws.com/'));
		await holds('bucket', 'acme-assets');
		expect(values()['region']).toBe('us-east-1');
		expect(messages[0]).toMatch(/says Region eu-central-1, and your answer was us-east-1/u);
	});

	test('of a role’s ARN brings its path along, also in place of the usual one', async () => {
		const {send, holds, values} = group(roleFields, {rolePath: '/'});
		send(paste('arn:aws:iam::111122223333:role/service/Access'));
		await holds('roleName', 'Access');
		expect(values()['rolePath']).toBe('/service/');
	});

	test('of a role’s ARN from another account is refused with both numbers, until it is corrected', async () => {
		const {send, waitFor, done, holds} = group(roleFields, {accountId: '111122223333'});
		send(paste('arn:aws:iam::999922223333:role/Access'));
		await waitFor('✖ This says Account ID 999922223333, and your answer was');
		await waitFor('111122223333. Give one that fits');
		send('\r');
		await holds('roleName', 'arn:aws:iam::999922223333:role/Access');
		expect(done()).toBe(0);
		send(`${controlU}${paste('arn:aws:iam::111122223333:role/Access')}\r`);
		await holds('roleName', 'Access');
		await waitFor('✔ fits');
	});

	test('of two lines takes the first, and says so', async () => {
		const {send, holds, messages} = group(bucketFields);
		send(paste('acme-assets\nacme-archive\n'));
		await holds('bucket', 'acme-assets');
		expect(messages[0]).toContain('only the first one is taken');
	});

	test('of two lines into a field that holds something takes the first, too', async () => {
		const {send, holds, messages} = group(bucketFields, {bucket: 'acme-'});
		send(paste('assets\narchive\n'));
		await holds('bucket', 'acme-assets');
		expect(messages[0]).toContain('only the first one is taken');
	});

	test('of one line with a line break behind it says nothing of lines', async () => {
		const {send, holds, messages} = group(bucketFields);
		send(paste('acme-assets\n'));
		await holds('bucket', 'acme-assets');
		expect(messages.join()).not.toContain('lines');
	});

	test('into a field that holds something is put where the cursor is', async () => {
		const {send, holds} = group(bucketFields, {bucket: 'acme-'});
		send(paste('assets'));
		await holds('bucket', 'acme-assets');
	});
});

describe('the group', () => {
	test('says what a fitting value means', async () => {
		const {send, waitFor} = group(bucketFields);
		send('acme-assets\r');
		await waitFor('✔ fits');
		send('us-east-1');
		await waitFor('✔ it is us-east-1');
	});

	test('opens the help at "?" and does not type it', async () => {
		const {send, frame, helped, values} = group(bucketFields);
		send('?');
		await until(() => helped() === 1, frame);
		expect(values()).toEqual({});
	});

	test('takes no keys while it is not active', async () => {
		const {input, frame} = group(bucketFields, {}, false);
		expect(frame()).toContain('your-bucket');
		expect(input.isRaw).toBe(false);
	});
});

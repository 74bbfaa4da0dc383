import {stripVTControlCharacters} from 'node:util';
import {
	accountInArn,
	bucketInAddress,
	regionByName,
	roleInArn,
	roleInConsole,
} from '../aws/index.ts';
import {isBlank, splitBlanks, withoutUnseen} from '../characters.ts';
import {encryptionByName} from './choice-rules.ts';

/** What a text says about a field, in the form that the rules expect. */
export type TidyInput = {
	readonly value: string;
	/** One sentence for everything that was changed, to be shown; empty where the text was taken as it is. */
	readonly notes: string[];
	/** What the text says about other fields. */
	readonly also?: {
		readonly rolePath?: string;
		readonly accountId?: string;
		readonly region?: string;
	};
};

type Reading = {
	readonly value: string;
	readonly note: string;
	readonly also?: NonNullable<TidyInput['also']>;
};

const quotePairs: ReadonlyMap<string, string> = new Map([
	['"', '"'],
	["'", "'"],
	['`', '`'],
	['“', '”'],
	['„', '“'],
	['‘', '’'],
	['‚', '‘'],
	['«', '»'],
]);
const regionCode = /(?<![\w-])(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+(?![\w-])/gi;

/** The text inside all the quotation marks around it; with a comma behind them, as copied out of JSON, too. */
function unquoted(text: string): string {
	const characters = [...text];
	let start = 0;
	let end = characters.length;

	for (;;) {
		const closing = quotePairs.get(characters[start] ?? '');
		const last = characters[end - 1] === ',' ? end - 1 : end;

		if (closing === undefined || last - start < 2 || characters[last - 1] !== closing) {
			return characters.slice(start, end).join('');
		}

		start += 1;
		end = last - 1;

		while (start < end && isBlank(characters[start] ?? '')) {
			start += 1;
		}

		while (end > start && isBlank(characters[end - 1] ?? '')) {
			end -= 1;
		}
	}
}

function cleaned(text: string): {value: string; notes: string[]} {
	const plain = stripVTControlCharacters(text);
	const trimmed = splitBlanks(plain).inner;
	const seen = withoutUnseen(trimmed);
	const value = unquoted(seen);
	const notes: string[] = [];

	if (plain !== text) {
		notes.push('Terminal control sequences were removed.');
	}

	if (trimmed !== plain) {
		notes.push('White space around the value was removed.');
	}

	if (seen !== trimmed) {
		notes.push('Control characters and invisible characters were removed.');
	}

	if (value !== seen) {
		notes.push('Quotation marks around the value were removed.');
	}

	return {value, notes};
}

function readBucket(text: string): Reading | undefined {
	const found = bucketInAddress(text);

	return found === undefined
		? undefined
		: {
				value: found.bucket,
				note: `Took the bucket's name, ${found.bucket}, out of what was entered.`,
				...(found.region === undefined ? {} : {also: {region: found.region}}),
			};
}

function readRegion(text: string): Reading | undefined {
	const codes = new Set((text.match(regionCode) ?? []).map((code) => code.toLowerCase()));
	const [code] = codes;
	const id = codes.size === 1 ? code : regionByName(text)?.id;

	if (id === undefined || id === text) {
		return undefined;
	}

	return {
		value: id,
		note:
			id === text.toLowerCase()
				? 'Regions are written in lower case.'
				: `Took the region's code, ${id}, for what was entered.`,
	};
}

function readAccountId(text: string): Reading | undefined {
	const account = accountInArn(text);

	if (account !== undefined) {
		return {
			value: account,
			note: `Took the account, ${account}, out of the ARN.`,
		};
	}

	return /^\d{4}([ -])\d{4}\1\d{4}$/.test(text)
		? {
				value: text.replace(/\D/g, ''),
				note: 'The hyphens or blanks between the digits were removed.',
			}
		: undefined;
}

function readRoleName(text: string): Reading | undefined {
	const role = roleInArn(text);

	if (role !== undefined) {
		return {
			value: role.roleName,
			note: `Took the role's name, ${role.roleName}, out of its ARN.`,
			also: {rolePath: role.rolePath, accountId: role.accountId},
		};
	}

	const name = roleInConsole(text);

	return name === undefined
		? undefined
		: {
				value: name,
				note: `Took the role's name, ${name}, out of the console's address.`,
			};
}

function readRolePath(text: string): Reading | undefined {
	const role = roleInArn(text);

	return role === undefined
		? undefined
		: {
				value: role.rolePath,
				note: `Took the role's path, ${role.rolePath}, out of its ARN.`,
				also: {accountId: role.accountId},
			};
}

function readEncryption(text: string): Reading | undefined {
	const meant = encryptionByName(text);

	return meant === undefined || meant === text
		? undefined
		: {value: meant, note: `Here this encryption is written ${meant}.`};
}

const readings: ReadonlyMap<string, (text: string) => Reading | undefined> = new Map([
	['bucket', readBucket],
	['region', readRegion],
	['accountId', readAccountId],
	['roleName', readRoleName],
	['rolePath', readRolePath],
	['encryption', readEncryption],
]);

/**
 * What a person typed, pasted or gave as a flag, made fit for the rules: without control characters, blanks and
 * quotation marks around it, and with the wanted part taken out of an ARN, an address or a name. What is still wrong is
 * left for the rules to say. Doing it twice changes nothing more. Not for files, which are taken exactly as they are.
 */
export function tidyInput(field: string, text: string): TidyInput {
	const {value, notes} = cleaned(text);
	const reading = readings.get(field)?.(value);

	if (reading === undefined) {
		return {value, notes};
	}

	return {
		value: reading.value,
		notes: [...notes, reading.note],
		...(reading.also === undefined ? {} : {also: reading.also}),
	};
}

import {
	accountInArn,
	bucketInAddress,
	regionByName,
	roleInArn,
	roleInConsole,
} from '../aws/index.ts';
import {encryptionByName} from './choice-rules.ts';
import type {Reading} from './field.ts';

const regionCode = /(?<![\w-])(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+(?![\w-])/gi;

/** The bucket in an ARN, an S3 address or a web address of S3 or its console. */
export function readBucket(text: string): Reading | undefined {
	const found = bucketInAddress(text);

	return found === undefined
		? undefined
		: {
				value: found.bucket,
				note: `Took the bucket's name, ${found.bucket}, out of what was entered.`,
				...(found.region === undefined ? {} : {also: {region: found.region}}),
			};
}

/** The region that a text names by its code, or by its name alone. */
export function readRegion(text: string): Reading | undefined {
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

/** The account in an ARN, or twelve digits without what stands between them. */
export function readAccountId(text: string): Reading | undefined {
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

/** The role in its ARN or in the address of its page in the console. */
export function readRoleName(text: string): Reading | undefined {
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

/** The path in the ARN of a role. */
export function readRolePath(text: string): Reading | undefined {
	const role = roleInArn(text);

	return role === undefined
		? undefined
		: {
				value: role.rolePath,
				note: `Took the role's path, ${role.rolePath}, out of its ARN.`,
				also: {accountId: role.accountId},
			};
}

/** The encryption that is meant by another of its names. */
export function readEncryption(text: string): Reading | undefined {
	const meant = encryptionByName(text);

	return meant === undefined || meant === text
		? undefined
		: {value: meant, note: `Here this encryption is written ${meant}.`};
}

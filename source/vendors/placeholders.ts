import {withTexts} from '../json/index.ts';
import type {VendorProfile} from './types.ts';

/** What a connection must have for a placeholder to have a value. */
export type PlaceholderSource = 'always' | 'key' | 'role';

/** The placeholders that every profile may use, with an example of their value. */
export const placeholders: ReadonlyMap<
	string,
	{readonly source: PlaceholderSource; readonly example: string}
> = new Map([
	['bucket', {source: 'always', example: 'acme-assets'}],
	['bucketArn', {source: 'always', example: 'arn:aws:s3:::acme-assets'}],
	['region', {source: 'always', example: 'eu-central-1'}],
	['accountId', {source: 'always', example: '111122223333'}],
	[
		'kmsKeyArn',
		{
			source: 'key',
			example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		},
	],
	['keyAccountId', {source: 'key', example: '111122223333'}],
	['keyId', {source: 'key', example: '1234abcd-12ab-34cd-56ef-1234567890ab'}],
	['roleName', {source: 'role', example: 'VendorAccess'}],
	['roleNameAlphanumeric', {source: 'role', example: 'VendorAccess'}],
	['rolePath', {source: 'role', example: '/'}],
	['roleArn', {source: 'role', example: 'arn:aws:iam::111122223333:role/VendorAccess'}],
	['externalId', {source: 'role', example: '2f6b0f0e-acme'}],
	['principal', {source: 'always', example: 'arn:aws:iam::444455556666:role/Vendor'}],
	['principalAccount', {source: 'always', example: '444455556666'}],
]);

const placeholder = /\{\{([^{}]*)\}\}/g;

/** Names of the placeholders of a text, and whether braces are left over that form none. */
export function placeholdersIn(text: string): {
	readonly names: readonly string[];
	readonly leftOver: boolean;
} {
	return {
		names: [...text.matchAll(placeholder)].map(([, name]) => name ?? ''),
		leftOver: /\{\{|\}\}/.test(text.replaceAll(placeholder, '')),
	};
}

/** The value with every placeholder of its texts replaced by an example; unknown ones stay. */
export function withExamples<T>(value: T, inputs: VendorProfile['inputs']): T {
	return withTexts(value, (text) =>
		text.replaceAll(
			placeholder,
			(whole, name: string) =>
				placeholders.get(name)?.example ??
				inputs.find(({field}) => field === name)?.example ??
				whole,
		),
	);
}

import {type AccessWay, bucketRuleText} from '../../connection/index.ts';
import {type ExitCode, exitCodes} from '../../errors.ts';
import {interruptible} from '../../interruptible.ts';
import {visible} from '../../problems.ts';
import {
	builtInProfiles,
	checkProfile,
	needsOf,
	profileSchema,
	readProfileText,
	type VendorProfile,
} from '../../vendors/index.ts';
import {presentOrigin} from '../../words/origin/index.ts';
import {factTexts, presentFacts} from '../../words/vendor/index.ts';
import type {Common, Given} from '../call.ts';
import {noteNoAccount} from '../options.ts';

const accessTexts: Readonly<Record<AccessWay, string>> = {
	'customer-role': 'assumes a role in your account, with an external ID',
	'vendor-role': 'uses its own role, which your bucket and key policies name',
};

/** `vendors`: lists the built-in profiles, as text or JSON, or prints the JSON schema of profiles. */
export async function runVendors(
	form: 'text' | 'json' | 'schema',
	options: Given['options'],
	{output}: Common,
): Promise<ExitCode> {
	await noteNoAccount(options, {output});
	if (form === 'schema') {
		await output.data(jsonText(profileSchema));
		return exitCodes.done;
	}

	if (form === 'json') {
		await output.data(jsonText({vendors: builtInProfiles.map(summaryOf)}));
		return exitCodes.done;
	}

	const texts = builtInProfiles.map((profile) => textOf(profile, output));
	await output.data(`${texts.join('\n')}`);
	return exitCodes.done;
}

function summaryOf(profile: VendorProfile) {
	const {id, name, access, purposes, encryption, inputs, article} = profile;
	const {sources = [], leftOut = [], earlier = [], errors = [], bucketRules = [], test} = profile;
	return {
		id,
		name,
		access,
		purposes: purposes.map((purpose) => ({
			id: purpose.id,
			title: purpose.title,
			summary: purpose.summary,
			needs: needsOf(purpose),
		})),
		encryption,
		inputs: inputs.map(({field, label, example}) => ({
			field,
			label,
			example,
		})),
		bucketRules,
		article,
		test,
		sources,
		doubts: presentFacts(profile).doubts,
		leftOut,
		earlier,
		errors,
	};
}

function textOf(profile: VendorProfile, {style}: Common['output']): string {
	const {id, name, access, purposes, encryption, article, bucketRules = []} = profile;
	const width = Math.max(...purposes.map((purpose) => purpose.id.length));
	return [
		`${style('bold', id)}   ${name}`,
		`  access      ${accessTexts[access]}`,
		...purposes.map(
			(purpose, index) =>
				`  ${index === 0 ? 'purposes  ' : '          '}  ${purpose.id.padEnd(width)}   ${purpose.summary}`,
		),
		`  encryption  ${encryption.join(', ')}`,
		...bucketRules.map(
			(demand, index) =>
				`  ${index === 0 ? 'bucket    ' : '          '}  ${visible(bucketRuleText(demand))}`,
		),
		`  article     ${article}`,
		...factTexts(presentFacts(profile)).map(
			(text, index) => `  ${index === 0 ? 'facts     ' : '          '}  ${visible(text)}`,
		),
		'',
	].join('\n');
}

/** `vendors check FILE`: says that a profile is in order, or names every mistake with its place. */
export async function runVendorsCheck(
	{operands: [file = ''], options}: Given,
	{output}: Common,
): Promise<ExitCode> {
	await noteNoAccount(options, {output});
	const text = await readProfileText(file);
	const {profile, problems} = interruptible(() => checkProfile(text, file));
	if (profile) {
		await output.data(
			`${visible(file)}: valid (${visible(profile.name)}, ${profile.purposes.map(({id}) => id).join(', ')})\n`,
		);
		for (const {code, text} of presentOrigin(profile)?.marks ?? []) {
			await output.data(`${visible(`${file}: warning (${code}): ${text}`)}\n`);
		}

		return exitCodes.done;
	}

	for (const {field, value, rule, example, place, code} of problems) {
		const where = `${file}:${place?.line ?? 1}:${place?.column ?? 1}`;
		const given = value === undefined ? '' : ` (it says ${JSON.stringify(value)})`;
		const better = example === undefined ? '' : ` Example: ${example}`;
		const danger = code === undefined ? '' : ` [${code}]`;
		await output.data(`${visible(`${where} ${field}: ${rule}${given}${better}${danger}`)}\n`);
	}

	const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
	await output.message(`${count} in ${visible(file)}`);
	return exitCodes.invalid;
}

function jsonText(value: unknown): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}

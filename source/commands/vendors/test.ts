import {type ExitCode, exitCodes} from '../../errors.ts';
import {interruptible} from '../../interruptible.ts';
import {harmlessJson, visible} from '../../problems.ts';
import {exampleConnection, type RehearsedAccount, rehearse} from '../../rehearsal/index.ts';
import {loadProfile, type VendorProfile} from '../../vendors/index.ts';
import {aboutOf, type Finding} from '../../verify/index.ts';
import {hasStood, presentFinding, rehearsalLines, rehearsalVerdict} from '../../words/index.ts';
import type {Common, Given} from '../call.ts';
import {noteNoAccount, noteOrigin} from '../options.ts';
import type {testOptions} from './index.ts';

/**
 * `vendors test VENDOR`: the account that the article describes, for each purpose and encryption, has to pass, and each thing
 * that is broken in it has to be found and named. Exit code 1 where that is not so. Asks nobody.
 */
export async function runVendorsTest(
	{operands: [vendor = ''], options}: Given<typeof testOptions>,
	{output}: Common,
): Promise<ExitCode> {
	await noteNoAccount(options, {output});
	const profile = await loadProfile(vendor);
	await noteOrigin(profile, {output});
	const accounts = interruptible(() => rehearse(profile));
	const hasPassed = accounts.every((account) => hasStood(account));
	await output.data(
		options.json === true
			? jsonOf(profile, accounts, hasPassed)
			: `${[
					...accounts.flatMap((account) => rehearsalLines(account, presenting(profile, account))),
					'',
					rehearsalVerdict(profile, accounts),
				]
					.map((line) => visible(line))
					.join('\n')}\n`,
	);
	return hasPassed ? exitCodes.done : exitCodes.failed;
}

/** Puts the findings of an account in words. */
function presenting(profile: VendorProfile, account: RehearsedAccount) {
	const about = aboutOf(exampleConnection(profile, account), profile, 'practice');
	return (finding: Finding) => presentFinding(finding, about);
}

function jsonOf(
	{id, ...profile}: VendorProfile,
	accounts: readonly RehearsedAccount[],
	hasPassed: boolean,
): string {
	const shown = accounts.map(({complaints, warnings, ...account}) => {
		const present = presenting({id, ...profile}, {complaints, warnings, ...account});
		return {...account, complaints: complaints.map(present), warnings: warnings.map(present)};
	});
	const all = {vendor: id, verdict: hasPassed ? 'pass' : 'fail', accounts: shown};
	return harmlessJson(`${JSON.stringify(all, undefined, 2)}\n`);
}

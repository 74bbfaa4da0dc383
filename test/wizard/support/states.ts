import {checkProfile, type VendorProfile} from '../../../source/vendors/index.ts';
import type {Access} from '../../../source/wizard/access.ts';
import {type Answers, answersFromConnection} from '../../../source/wizard/answers.ts';
import {deciding} from '../../../source/wizard/questions/decisions.ts';
import {stateFromAnswers, type WizardState} from '../../../source/wizard/state.ts';
import {creativeForce, iconik, keyArn} from '../../support/connections.ts';
import {editedProfile} from '../../vendors/edit-profile.ts';

export const creativeForceAnswers: Answers = {
	vendor: 'creative-force',
	purpose: 'asset-delivery',
	accountId: '111122223333',
	bucket: 'acme-assets',
	region: 'eu-central-1',
	encryption: 'SSE-KMS',
	kmsKeyArn: keyArn,
	roleName: 'CreativeForceAccess',
	rolePath: '/',
	externalId: '2f6b0f0e-acme',
};

export const iconikAnswers = answersFromConnection({
	vendor: 'iconik',
	purpose: 'storage',
	accountId: '111122223333',
	bucket: 'acme-assets',
	region: 'eu-central-1',
	encryption: 'SSE-KMS',
	kmsKeyArn: keyArn,
	systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
});

function input(field: string, label: string) {
	return {
		field,
		label,
		pattern: '[a-z]{3,12}',
		rule: `The ${label.toLowerCase()} is 3 to 12 small letters.`,
		example: 'north',
		where: `Picture Barn > Settings > ${label}.`,
		ifWrong: 'Picture Barn is refused.',
	};
}

function ownProfile(): VendorProfile {
	const text = editedProfile('creative-force', {
		id: 'picture-barn',
		name: 'Picture Barn',
		inputs: [input('workspace', 'Workspace'), input('stableName', 'Stable name')],
		'form.fields.6': {label: 'Workspace', value: '{{workspace}}'},
		'form.fields.7': {label: 'Stable', value: '{{stableName}}'},
	});
	const {profile, problems} = checkProfile(text, 'picture-barn.json');
	if (profile === undefined) {
		throw new Error(JSON.stringify(problems));
	}

	return profile;
}

/** A vendor from a profile file: the customer's role, and two inputs of its own. */
export const pictureBarn = ownProfile();

export const pictureBarnAnswers = answersFromConnection({
	...creativeForceAnswers,
	vendor: '/home/ann/profiles/picture-barn.json',
	roleName: 'PictureBarnAccess',
	workspace: 'north',
	stableName: 'barn',
});

/** The answers with the role and the bucket meant to be made where they are not there, in this account. */
export function creatingAnswers(access: Access): Answers {
	const about = {answers: creativeForceAnswers, profile: creativeForce, access};
	const bucket = {...creativeForceAnswers, ...deciding.createBucket(about, 'acme-assets')};
	return {...bucket, ...deciding.createRole({...about, answers: bucket}, 'CreativeForceAccess')};
}

/** A state in which all is answered, at this step. */
export function creativeForceAt(
	step: WizardState['step'],
	changes: Partial<WizardState> = {},
): WizardState {
	return {...stateFromAnswers(creativeForceAnswers, creativeForce), step, ...changes};
}

/** As `creativeForceAt`, for the vendor that comes with its own role. */
export function iconikAt(
	step: WizardState['step'],
	changes: Partial<WizardState> = {},
): WizardState {
	return {...stateFromAnswers(iconikAnswers, iconik), step, ...changes};
}

/** As `creativeForceAt`, for the vendor from a profile file. */
export function pictureBarnAt(
	step: WizardState['step'],
	changes: Partial<WizardState> = {},
): WizardState {
	return {...stateFromAnswers(pictureBarnAnswers, pictureBarn), step, ...changes};
}

/** The answers without some of them. */
export function answersWithout(answers: Answers, ...fields: string[]): Answers {
	return Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.includes(field)));
}

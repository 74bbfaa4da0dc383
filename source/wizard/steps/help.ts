import type {VendorProfile} from '../../vendors/index.ts';
import type {StepId} from '../steps.ts';

/** The three questions that the help of every step answers. */
export type Help = {
	readonly what: string;
	readonly where: string;
	readonly ifWrong: string;
};

type HelpText = Help | ((profile: VendorProfile) => Help);

const texts: Record<StepId, HelpText> = {
	vendor: {
		what: 'The company that needs to get into your bucket, and what it will do there. A vendor that only reads gets no permission to write.',
		where:
			'In the help article of the vendor, or from the person who asked you to set this up. If you are not sure what it will do, ask before you go on.',
		ifWrong:
			'The policies would name the wrong company, or allow too little or too much. You can come back here at any time.',
	},
	account: {
		what: 'How to go on: with the article and a browser alone, or with AWS credentials, so that the account can be looked at. And the AWS account that owns the bucket: twelve digits. Leading zeros count.',
		where:
			'AWS console > your name at the top right. The number stands under "Account ID"; hyphens do not matter here. In a terminal: aws sts get-caller-identity',
		ifWrong:
			'The policies would name a role or a bucket owner that does not exist, and AWS would refuse to save them, or save them without effect.',
	},
	bucket: {
		what: 'The bucket that the vendor may use: its name, without s3:// and without a folder, and the AWS Region in which it lies.',
		where:
			'AWS console > S3 > General purpose buckets. Name and Region stand side by side in the list. A pasted address of the bucket (s3://…, arn:…, https://…) gives its name.',
		ifWrong:
			'With a wrong name the policies open another bucket or none. With a wrong Region the vendor gets an error that tells it to use another Region.',
	},
	encryption: {
		what: 'How S3 encrypts what is stored in the bucket. SSE-S3: with keys that S3 manages, nothing else to set up. SSE-KMS: with a key in AWS KMS that you control; then the vendor needs to use that key as well. DSSE-KMS: the same with two layers.',
		where:
			'AWS console > S3 > your bucket > Properties > Default encryption. The key ARN stands there too; it begins with arn:aws:kms: and holds :key/. An alias (:alias/) will not do.',
		ifWrong:
			'With KMS and no permission on the right key, the vendor sees "Access Denied" on every file although the bucket lets it in.',
	},
	role: (profile) => ({
		what: `An IAM role in your account that ${profile.name} takes on for a short time whenever it uses the bucket. You choose the name.`,
		where:
			'If the role exists: AWS console > IAM > Roles. If not, choose a name now; a little later you create it. The path is nearly always "/".',
		ifWrong: `The role ARN in ${profile.name}'s form would lead nowhere. Upper and lower case count in the ARN.`,
	}),
	'external-id': (profile) => ({
		what: `A text that ${profile.name} sends each time it takes on the role, and that the role asks for. It keeps other customers of ${profile.name} from reaching your bucket through it.`,
		where:
			'A random one is made here. If you have agreed on one already, type that one instead: 2 to 1,224 letters, digits and + = , . @ : / - _',
		ifWrong:
			'If the role asks for another external ID than the vendor sends, even by a blank at the end, every access is denied.',
	}),
	'create-role': (profile) => ({
		what: `The role is made in the AWS console, with ${profile.name}'s account as the one that may take it on. Its permissions come later, in the Policies step.`,
		where:
			'AWS console > IAM > Roles > Create role. The link on this screen opens that page with the values filled in. Check the account number at the top right of the console first.',
		ifWrong:
			'With "Require MFA" ticked, or without the external ID, the vendor is refused or others are let in.',
	}),
	inputs: (profile) => ({
		what: `${profile.inputs.map((input) => input.label).join(', ')}: how ${profile.name} tells its customers apart. All customers of ${profile.name} come in through the same role; this value is what keeps the others out.`,
		where: profile.inputs.map((input) => input.where).join(' '),
		ifWrong: profile.inputs.map((input) => input.ifWrong).join(' '),
	}),
	form: (profile) => ({
		what: `The form in ${profile.name}, with its own labels in its own order. Press a number to copy a value.`,
		where: profile.form.where,
		ifWrong:
			'A value that differs from the policies by one character is enough for "Access Denied". Copy, do not type.',
	}),
	policies: {
		what: 'The documents to paste into the AWS console, one after another. c copies the document; the line "Where" says where it goes.',
		where:
			'The click path stands above each document, and o opens the page in the browser. Check that the account number in the console is yours.',
		ifWrong:
			'A policy that is there already must be kept: press e, paste it, and you get both merged into one.',
	},
	apply: (profile) => ({
		what: `Does in your account what the policies step shows: makes what is missing for ${profile.name} and mends what is wrong. You see every change before, old and new, and nothing is done until you say so. Statements that are not ${profile.name}'s, Block Public Access, access control lists and files are never touched.`,
		where:
			'Each document is backed up first; the path of the backup stands beside the step. s3-handshake apply --undo BACKUP puts it back.',
		ifWrong:
			'You can stop at any time and begin again. Or press n, and copy the documents by hand.',
	}),
	verify: (profile) => ({
		what: `Looks at what the account holds and says whether ${profile.name} gets in, and whether anybody else does. It only reads. For each failure it names the statement that is to blame and has the corrected document ready.`,
		where:
			'With an AWS account (see the Account step) it looks by itself. Without one, paste the policies from the AWS console.',
		ifWrong: `A check marked with ? could not be looked at from here; it is no failure. Of ${profile.name}'s own side nothing can be seen: only its own test proves that.`,
	}),
	summary: {
		what: 'What was agreed, where it is written down, and what is left to do.',
		where:
			'The connection file can be given to s3-handshake again, and to a colleague; it holds no credentials.',
		ifWrong: 'Go back with Esc; nothing is lost.',
	},
};

/** The help of a step, in the words that fit the vendor. */
export function helpFor(step: StepId, profile: VendorProfile | undefined): Help {
	const text = texts[step];
	if (typeof text !== 'function') {
		return text;
	}

	// Only the first step comes before the vendor is known, and its help is the same for all.
	return profile === undefined ? helpFor('vendor', undefined) : text(profile);
}

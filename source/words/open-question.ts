import type {About, OpenQuestion} from '../verify/index.ts';
import {additionInWords} from './addition.ts';
import type {Words} from './checks/words-of.ts';
import {questionAbout} from './conditions.ts';
import {againstDenial, denialInWords} from './denial.ts';
import {capitalised, inWords, lowered} from './lists.ts';
import {placeInWords, statementName} from './statements.ts';

const besides: Readonly<Record<OpenQuestion['besides'], string>> = {
	'not-principal':
		'how AWS compares NotPrincipal with the sessions of a role, which no list can name',
	'session-name': 'the name of the session that asks',
	'canonical-user': 'whose account the canonical user ID stands for',
	other: 'something in it',
};

/** What is said where it depends on what cannot be known from here whether the vendor may use the bucket or the key. */
export function openQuestionInWords(
	question: OpenQuestion,
	about: About,
	used: 'bucket' | 'key',
): Words {
	const {name} = about.profile;
	const [key] = question.keys;
	const ask = key === undefined ? `Ask ${name} whether it works` : questionAbout(key, name);
	const depends = key === undefined ? besides[question.besides] : inWords(question.keys);
	if (question.might === 'deny') {
		const {denial} = question;
		// S3 encrypts by itself what comes without the header.
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
		const remark = /^s3:x-amz-server-side-encryption/i.test(key ?? '')
			? ' Without that statement nothing is lost: S3 encrypts every upload as the bucket says.'
			: '';
		return {
			reason: `${denialInWords(denial, about, {isCertain: false, isPart: false})} Whether that hits ${name} depends on ${depends}, which cannot be known from here.`,
			fix: `${ask}. If it would be hit: ${againstDenial(denial, about)}${remark}`,
		};
	}

	const {by} = question;
	const where =
		by === undefined ? 'a statement' : `${statementName(by.place)} of ${placeInWords(by.place)}`;
	return {
		reason:
			key === undefined
				? `Whether ${where} allows it to ${name} depends on ${depends}, which cannot be known from here.`
				: `${capitalised(where)} allows it under a condition on ${depends}, which cannot be known from here.`,
		fix: adviceOn(question, ask, about, used),
	};
}

function adviceOn(
	{by, remedy, keys}: Extract<OpenQuestion, {readonly might: 'allow'}>,
	ask: string,
	about: About,
	used: 'bucket' | 'key',
): string {
	const {tenant, name} = about.profile;
	switch (remedy) {
		case 'rename-key':
			return `Write ${tenant?.conditionKey} in place of ${keys[0]}: that is the tag that ${name} has.`;
		case 'drop-condition':
			return `${ask}, or take that condition out.`;
		case 'add-statement':
			return by === undefined
				? `${ask}.`
				: `${ask}, or ${lowered(additionInWords(by.place, about, used))}`;
		case 'none':
			return `${ask}.`;
	}
}

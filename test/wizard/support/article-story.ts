import {keyArn} from '../../support/connections.ts';
import {readScreen, withoutBlanks} from './read-screen.ts';
import {controlU, paste, renderWizard} from './render-wizard.tsx';

/** What somebody chooses who follows an article by hand, by the number of it in its list. */
type Choices = {
	/** What is typed to find the vendor. */
	readonly vendor: string;
	/** Its purposes, each by what is said of it; the first is the one that is highlighted at first. */
	readonly purposes: readonly string[];
	readonly purpose: number;
	readonly encryption: number;
	readonly article: string;
};

/** The text of each screen by its name, and of its help by `NAME help`, without blanks. */
export type ScreenTexts = ReadonlyMap<string, string>;

const controlN = '\u{E}';
const controlR = '\u{12}';
const down = '\u{1B}[B';
const end = '\u{1B}[F';

const documents = [
	['Role policy', 'role-policy'],
	['Trust policy', 'trust-policy'],
	['Bucket policy', 'bucket-policy'],
	['Key policy', 'key-policy'],
] as const;

/** Goes through the wizard by hand in a usual window, and reads every screen and its help to the end. */
export async function readStory(choices: Choices): Promise<ScreenTexts> {
	const wizard = renderWizard({columns: 80, rows: 24});
	const {frame, press, send, waitFor, waitUntil, services} = wizard;
	const texts = new Map<string, string>();

	const add = (name: string, text: string) => {
		texts.set(name, (texts.get(name) ?? '') + withoutBlanks(text));
	};

	const read = async (name: string) => {
		await press('?', 'close help');
		add(`${name} help`, await readScreen(wizard));
		send('?');
		await waitUntil(() => !frame().includes('close help'));
		add(name, await readScreen(wizard));
		const {opened} = services.log;
		const before = opened.length;
		if (frame().includes('again copies its address')) {
			const {length} = services.log.copied;
			send(controlR);
			await waitUntil(() => services.log.copied.length > length);
		}

		send(controlR);
		await waitUntil(() => opened.length > before);
		if (opened.at(-1) !== choices.article) {
			throw new Error(`On ${name} the key of the article opened ${opened.at(-1) ?? 'nothing'}.`);
		}
	};

	await waitFor('Which vendor needs');
	send(choices.vendor);
	await waitFor(`Filter: ${choices.vendor}`);
	await waitFor('Article:');
	await read('vendor');
	await press('\r', choices.purposes[0] ?? '');
	await read('purpose');
	for (const purpose of choices.purposes.slice(1)) {
		await press(down, purpose);
		add('purpose', frame());
	}

	await press(String(choices.purpose), 'How do you want to work?');
	await press('1', 'Which bucket may');
	await read('bucket');
	await press(controlN, 'What name and Region');
	await read('new-bucket');
	await press(controlN, 'Which bucket may');
	await press('acme-assets', '✔ a valid name');
	send('\r');
	await press('eu-central-1', 'Europe (Frankfurt)');
	await press('\r', 'How is the bucket encrypted?');
	await read('encryption');
	send(String(choices.encryption));
	await waitUntil(() => !frame().includes('How is the bucket encrypted?'));
	if (frame().includes('Which KMS key')) {
		await read('key');
		await press(paste(keyArn), '✔ a key of your account');
		await press('\r', '✔ twelve digits');
		send('\r');
		await waitUntil(() => !frame().includes('Which KMS key'));
	}

	if (frame().includes('What is the name of the role')) {
		await read('role');
		send('\r');
		send('\r');
		if (frame().includes('Account ID')) {
			await press('111122223333', '✔ twelve digits');
			send('\r');
		}

		await waitFor('Which external ID');
		await read('external-id');
		await press('\r', 'Create the role in the AWS console');
		await read('create-role');
		send('\r');
	} else {
		await waitFor('System Domain ID');
		await read('inputs');
		await press(controlU, '');
		await press('7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02', '✔ looks right');
		send('\r');
	}

	await waitFor('Fill in the form');
	await read('form');
	send('\r');
	const asksToVerify = 'Do you want to check';
	await waitUntil(() => documents.some(([title]) => frame().includes(`${title}   1 of`)));
	for (const [title, id] of documents) {
		if (frame().includes(`${title}   `)) {
			await read(id);
			send('c');
			await waitUntil(() => services.log.copied.some(({name}) => name.includes(id)));
			send('\r');
			await waitUntil(() => !frame().includes(`${title}   `));
		}
	}

	await waitFor(asksToVerify);
	await read('verify');
	await press(end, 'You can come back');
	await press('\r', 'What was agreed');
	await read('summary');
	return texts;
}

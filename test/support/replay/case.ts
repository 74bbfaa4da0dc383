import {afterAll, afterEach, beforeAll, expect} from 'vitest';
import type {Ran} from '../../e2e/support/run-command.ts';
import {type Home, ReplayHome} from './home.ts';
import {type Play, type ReplayServer, startReplayServer} from './server.ts';

/** What is played to the program, and what a person has to read. */
export type Case = Home & {
	readonly what: string;
	/** What follows `verify connection.json`. */
	readonly argv?: readonly string[];
	readonly play?: Play;
	/** Texts that have to appear on stdout or stderr, with their lines broken anywhere. */
	readonly says?: readonly (string | RegExp)[];
	/** Texts that must not appear there. */
	readonly never?: readonly string[];
};

/** How the program ended, and where it ran. */
type Played = Ran & {
	readonly home: ReplayHome;
	/** All that it wrote. */
	readonly text: string;
};

/** AWS as it is played to the built program. */
export type Replay = {
	readonly server: ReplayServer;
	/** A home that is there until the test has ended. */
	readonly home: (home?: Home) => ReplayHome;
	/** Plays a case to `verify`, or to another call of the program, and expects what it has to say. */
	readonly play: (one: Case, call?: readonly string[]) => Promise<Played>;
};

/** A text with its lines broken anywhere. */
function asPattern(text: string | RegExp): RegExp {
	return text instanceof RegExp
		? text
		: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'));
}

/** Starts the server for the tests of a file. */
export function useReplay(): Replay {
	let server: ReplayServer;
	let homes: ReplayHome[] = [];
	beforeAll(async () => {
		server = await startReplayServer();
	});
	afterEach(() => {
		for (const home of homes) {
			home.remove();
		}

		homes = [];
	});
	afterAll(() => server.stop());

	const homeOf = (home: Home = {}) => {
		const place = new ReplayHome(server, home);
		homes.push(place);
		return place;
	};

	return {
		get server() {
			return server;
		},
		home: homeOf,
		async play(one, call = ['verify', 'connection.json']) {
			const {what: _what, argv = [], play = {}, says = [], never = [], ...given} = one;
			server.play(play);
			const home = homeOf(given);
			// An address in the place of AWS would hide which host is asked.
			const names = Object.keys(home.environment);
			expect(names.filter((name) => name.startsWith('AWS_ENDPOINT'))).toEqual([]);
			const ran = await home.run(...call, ...argv);
			const text = `${ran.stderr}\n${ran.stdout}`;
			for (const said of says) {
				expect(text).toMatch(asPattern(said));
			}

			for (const unsaid of never) {
				expect(text).not.toMatch(asPattern(unsaid));
			}

			// What the program itself says; a library would begin otherwise.
			expect(ran.stderr).not.toMatch(/@aws-sdk|@smithy|Warning|node:/);
			return {...ran, home, text};
		},
	};
}

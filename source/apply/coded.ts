/** Something to be told, as data: a code of these and the facts that belong to it. Its words are made elsewhere. */
export type Coded<Facts> = {
	readonly [Code in keyof Facts & string]: {readonly code: Code; readonly facts: Facts[Code]};
}[keyof Facts & string];

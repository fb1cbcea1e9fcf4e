import type { Command } from 'commander';
import type { Text } from '../domain/text.ts';

/** Adds a command: its name, its arguments with what they mean, what it does, and examples. */
export type Add = (name: string, takes: Readonly<Record<string, Text>>, description: Text, example: string) => Command;

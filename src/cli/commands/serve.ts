import { readConfig } from '../../server/config/config.ts';
import { openLog } from '../../server/log.ts';
import { type DemoPerson, openDemo } from '../../server/start/demo.ts';
import { firstAdministratorLink } from '../../server/start/first-administrator.ts';
import { type RunningServer, startServer } from '../../server/start/server.ts';
import { buildWeb } from '../../server/web/build.ts';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { CliContext } from '../context.ts';
import { renderTable } from '../table.ts';

export type ServeOptions = { readonly data?: string; readonly demo?: boolean };

/** `tacto serve`: the team server, until it is told to end. */
export async function serveCommand(context: CliContext, options: ServeOptions): Promise<void> {
  const config = await readConfig(process.env, options.data);
  const isTold = process.env['TACTO_LOG_LEVEL'] !== undefined;
  const log = openLog(options.demo === true && !isTold ? 'warn' : config.logLevel);
  if (options.demo === true) context.out(context.say(starting));
  await buildWeb().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    context.warn(
      context.say({
        en: `The web app could not be built (${why}); the API runs without it. Run \`npm run build\` where the checkout may be written.`,
        es: `No se pudo construir la aplicación web (${why}); la API funciona sin ella. Ejecute \`npm run build\` donde se pueda escribir en la copia.`,
      }),
    );
  });
  const server = await startServer(config, log);
  const ended = toldToEnd();
  try {
    const people = options.demo === true ? await openDemo(server.services, config.data) : null;
    const link = await firstAdministratorLink(server.services.record, server.url);
    context.out(firstSteps(context, server, people, link));
    const reason = await Promise.race([ended, server.failed]);
    if (reason !== null) throw postgresEnded(reason);
    context.out(context.say({ en: 'Ending …', es: 'Terminando…' }));
  } finally {
    await server.stop();
  }
}

const starting: Text = { en: 'Starting …', es: 'Arrancando…' };

/** Resolves when the process is told to end. A second signal ends it at once. */
async function toldToEnd(): Promise<null> {
  return new Promise((ended) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ended(null));
  });
}

function firstSteps(
  { say, width }: CliContext,
  { url }: RunningServer,
  people: readonly DemoPerson[] | null,
  link: string | null,
): string {
  const parts = [say({ en: `Tacto runs at ${url}`, es: `Tacto está en marcha en ${url}` })];
  if (link !== null) {
    parts.push(
      say({
        en: `There is no administrator yet. Whoever opens this link within seven days becomes it:\n  ${link}`,
        es: `Todavía no hay administrador. Lo será quien abra este enlace en los próximos siete días:\n  ${link}`,
      }),
    );
  }
  if (people !== null) {
    const table = renderTable(
      [
        { title: say({ en: 'role', es: 'función' }) },
        { title: say({ en: 'e-mail', es: 'correo' }) },
        { title: say({ en: 'password', es: 'contraseña' }) },
      ],
      people.map(({ role, email, password }) => [say(roleNames[role]), email, password]),
      width,
    );
    parts.push(
      say({ en: 'The demo team, to sign in with:', es: 'El equipo de demostración, para iniciar sesión:' }),
      table,
      say({
        en: `Try it:\n${tryIt(url, people, 'dials,reach_rate')}`,
        es: `Pruébelo:\n${tryIt(url, people, 'dials,reach_rate')}`,
      }),
    );
  }
  parts.push(
    say({
      en: `What the API offers: ${url}/api/v1/openapi.json · end with Ctrl+C`,
      es: `Lo que ofrece la API: ${url}/api/v1/openapi.json · termine con Ctrl+C`,
    }),
  );
  return parts.join('\n\n');
}

const roleNames: Readonly<Record<DemoPerson['role'], Text>> = {
  administrator: { en: 'administrator', es: 'administrador' },
  manager: { en: 'manager', es: 'responsable' },
  rep: { en: 'rep', es: 'comercial' },
  viewer: { en: 'viewer', es: 'lector' },
};

/** Two commands that anybody can copy. */
function tryIt(url: string, people: readonly DemoPerson[], kpis: string): string {
  const { email, password } = people.find(({ role }) => role === 'manager')!;
  const body = JSON.stringify({ email, password });
  return [
    `  curl -s -c cookies -H 'Origin: ${url}' --json '${body}' ${url}/api/auth/sign-in/email`,
    `  curl -s -b cookies '${url}/api/v1/kpi?kpis=${kpis}&by=rep'`,
  ].join('\n');
}

function postgresEnded(reason: string): UserError {
  return new UserError({
    code: 'postgres_ended',
    message: {
      en: `PostgreSQL has ended, and the server with it. It said last: ${reason}`,
      es: `PostgreSQL ha terminado, y con él el servidor. Lo último que dijo: ${reason}`,
    },
    fix: { en: 'Start again.', es: 'Arranque de nuevo.' },
  });
}

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { onSignedOut, RefusalError } from './api/client.ts';
import { createRoutes } from './routes.tsx';
import { quietColours, theme } from './theme.ts';
import { ContrastMark } from './ui/use-scheme.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer: asking again would get the same one.
      retry: (failures, problem) => !(problem instanceof RefusalError) && failures < 2,
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
  },
});

const router = createRoutes(queries);

onSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return;
  // The next person at this browser must not see what the last one read.
  queries.clear();
  void router.navigate({ to: '/sign-in' });
});

/** The whole page: look, saved things, places. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={quietColours} defaultColorScheme="auto">
      <ContrastMark />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
